import { loadAwsServiceSpec } from '@aws-cdk/aws-service-spec';
import type { Property, PropertyType, SpecDatabase } from '@aws-cdk/service-spec-types';
import { expect, it } from 'vitest';
import { alerting, smallest, templateOf } from './example.ts';

// What CloudFormation itself would refuse before it makes anything: properties that a type does not
// have, those that it must have, and values of the wrong type (AWS's own specification, as the CDK
// is made from it).

const database = await loadAwsServiceSpec();

/** What is wrong with a template, one line each. */
function problemsIn(resources: Readonly<Record<string, { readonly Type: string; readonly Properties?: unknown }>>): string[] {
  return Object.entries(resources).flatMap(([id, { Type, Properties = {} }]) => {
    const [resource] = database.lookup('resource', 'cloudFormationType', 'equals', Type);
    if (resource === undefined) return [`${id}: no type ${Type}`];
    return problemsOf(`${id} ${Type}`, Properties, resource.properties, database);
  });
}

function problemsOf(path: string, value: unknown, properties: Readonly<Record<string, Property>>, db: SpecDatabase): string[] {
  if (isIntrinsic(value)) return [];
  if (!isMapping(value)) return [`${path}: must be a mapping`];
  const unknown = Object.keys(value).filter((key) => !Object.hasOwn(properties, key));
  const missing = Object.entries(properties).filter(([key, { required }]) => required === true && !Object.hasOwn(value, key));
  return [
    ...unknown.map((key) => `${path}.${key}: is unknown`),
    ...missing.map(([key]) => `${path}.${key}: is missing`),
    ...Object.entries(value).flatMap(([key, own]) => {
      const property = properties[key];
      return property === undefined ? [] : problemsOfType(`${path}.${key}`, own, property.type, db);
    }),
  ];
}

function problemsOfType(path: string, value: unknown, type: PropertyType, db: SpecDatabase): string[] {
  if (isIntrinsic(value)) return [];
  switch (type.type) {
    case 'string':
    case 'date-time':
      return typeof value === 'string' ? [] : [`${path}: must be a text`];
    case 'integer':
    case 'number':
      return typeof value === 'number' ? [] : [`${path}: must be a number`];
    case 'boolean':
      return typeof value === 'boolean' ? [] : [`${path}: must be true or false`];
    case 'array':
      return Array.isArray(value)
        ? value.flatMap((each, n) => problemsOfType(`${path}.${n}`, each, type.element, db))
        : [`${path}: must be a list`];
    case 'map':
      return isMapping(value)
        ? Object.entries(value).flatMap(([key, each]) => problemsOfType(`${path}.${key}`, each, type.element, db))
        : [`${path}: must be a mapping`];
    case 'ref':
      return problemsOf(path, value, db.get('typeDefinition', type.reference.$ref).properties, db);
    case 'union': {
      const all = type.types.map((each) => problemsOfType(path, value, each, db));
      return all.some((problems) => problems.length === 0) ? [] : (all[0] ?? []);
    }
    case 'json':
    case 'tag':
    case 'null':
      return [];
    default:
      return [`${path}: has a type that this test does not know`];
  }
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** CloudFormation puts the value in; nobody knows it before. */
function isIntrinsic(value: unknown): boolean {
  return isMapping(value) && Object.keys(value).length === 1 && /^(Ref|Fn::)/.test(Object.keys(value)[0] ?? '');
}

it.each([
  { of: 'everything there is', configuration: alerting, atLeast: 100 },
  { of: 'one provider', configuration: smallest, atLeast: 40 },
])('has nothing that CloudFormation would refuse: $of', ({ configuration, atLeast }) => {
  const resources = templateOf(configuration).toJSON().Resources;
  expect(Object.keys(resources).length).toBeGreaterThan(atLeast);
  expect(problemsIn(resources)).toEqual([]);
});

it.each([
  { what: 'an unknown property', spoil: { Colour: 'red' }, says: 'Q AWS::SQS::Queue.Colour: is unknown' },
  { what: 'a wrong type', spoil: { DelaySeconds: 'soon' }, says: 'Q AWS::SQS::Queue.DelaySeconds: must be a number' },
  { what: 'a wrong list', spoil: { Tags: 'none' }, says: 'Q AWS::SQS::Queue.Tags: must be a list' },
])('would tell of $what', ({ spoil, says }) => {
  expect(problemsIn({ Q: { Type: 'AWS::SQS::Queue', Properties: spoil } })).toEqual([says]);
});

it('would tell of what is missing, deep inside too, and of a type that does not exist', () => {
  expect(problemsIn({ F: { Type: 'AWS::Lambda::Function', Properties: { Code: 1 } }, N: { Type: 'AWS::No::Such' } })).toEqual([
    'F AWS::Lambda::Function.Role: is missing',
    'F AWS::Lambda::Function.Code: must be a mapping',
    'N: no type AWS::No::Such',
  ]);
});
