/** One value as DynamoDB's API has it, `{"S":"text"}`, `{"N":"1"}`, … */
export type AttributeValue = Readonly<Record<string, unknown>>;

/** An item as DynamoDB's API has it. */
export type AttributeMap = Readonly<Record<string, AttributeValue>>;

/** An item as plain JSON, as the SDK's document client gives it. */
export type PlainItem = Readonly<Record<string, unknown>>;

/**
 * A plain JSON item in DynamoDB's words (DynamoDB API reference, AttributeValue).
 * @throws Error for a value that JSON does not have
 */
export function attributeMap(item: PlainItem): AttributeMap {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, attributeValue(value)]));
}

/**
 * An item of DynamoDB as plain JSON.
 * @throws Error for a set or bytes, which plain JSON does not have
 */
export function plainItem(item: AttributeMap): PlainItem {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, plainValue(value)]));
}

function attributeValue(value: unknown): AttributeValue {
  if (value === null) return { NULL: true };
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number' && Number.isFinite(value)) return { N: String(value) };
  if (typeof value === 'boolean') return { BOOL: value };
  if (Array.isArray(value)) return { L: value.map(attributeValue) };
  if (typeof value === 'object') return { M: attributeMap(value as PlainItem) };
  throw new Error(`an item of a table holds plain JSON, not a value of type ${typeof value}`);
}

function plainValue(value: AttributeValue): unknown {
  const [[type, content] = []] = Object.entries(value);
  switch (type) {
    case 'NULL':
      return null;
    case 'S':
    case 'BOOL':
      return content;
    case 'N':
      return Number(content);
    case 'L':
      return (content as readonly AttributeValue[]).map(plainValue);
    case 'M':
      return plainItem(content as AttributeMap);
    default:
      throw new Error(`the local engine cannot show an attribute of type ${type} as plain JSON`);
  }
}
