import * as z from 'zod/mini';
import { localArn } from '../locality.ts';
import type { PlainItem } from '../table/attribute-value.ts';
import { TableService } from '../table/table-service.ts';
import type { StackResource } from '../template/stack.ts';
import { TemplateError } from '../template/template-error.ts';
import type { AwsService, Deployed, Site } from './aws-service.ts';
import { nameOf, noLocalEffect, type ResourceKind, tags } from './resource-kind.ts';

type Table = StackResource<'AWS::DynamoDB::Table'>;

const keyElement = z.strictObject({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) });

/** AWS::DynamoDB::Table that is paid by request, without indexes and streams. */
const tableProperties = z.strictObject({
  TableName: z.optional(z.string()),
  KeySchema: z.array(keyElement),
  AttributeDefinitions: z.array(z.strictObject({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) })),
  BillingMode: z.literal('PAY_PER_REQUEST'),
  TimeToLiveSpecification: noLocalEffect(
    'DynamoDB deletes what has expired some time later, within days, and until then it is read as any item. A run shows the items that AWS may still show.',
    z.strictObject({ AttributeName: z.string(), Enabled: z.boolean() }),
  ),
  PointInTimeRecoverySpecification: noLocalEffect(
    'It is a backup that people restore from, and no function reads it.',
    z.strictObject({
      PointInTimeRecoveryEnabled: z.boolean(),
      RecoveryPeriodInDays: z.optional(z.int().check(z.minimum(1), z.maximum(35))),
    }),
  ),
  DeletionProtectionEnabled: noLocalEffect('Nothing that runs here deletes a table; all are gone with the run.', z.boolean()),
  // A customer's own key needs permissions on KMS, which a run would not miss, so it is refused.
  SSESpecification: noLocalEffect(
    'Items stay in the memory of one process. A run does not prove encryption; the checks of the template do.',
    z.strictObject({ SSEEnabled: z.boolean(), SSEType: z.optional(z.literal('KMS')) }),
  ),
  TableClass: noLocalEffect('It changes the price alone.', z.enum(['STANDARD', 'STANDARD_INFREQUENT_ACCESS'])),
  Tags: tags,
});

/** DynamoDB: dynalite behind the gateway. */
export const dynamodb = {
  resources: {
    'AWS::DynamoDB::Table': {
      nameProperty: 'TableName',
      ref: nameOf,
      attributes: { Arn: ({ name }) => localArn('dynamodb', `table/${name}`) },
      properties: tableProperties,
    },
  } as const satisfies Record<string, ResourceKind>,
  policies: null,
  operations: ({ tables }) => new TableService(tables),
  deploy: createTables,
} satisfies AwsService;

/** Reads every item of the stack's tables as plain JSON, by the logical id of the table. */
export type ReadTables = () => Promise<Readonly<Record<string, readonly PlainItem[]>>>;

async function createTables({ stack, tables, items }: Site): Promise<Deployed & { readonly readTables: ReadTables }> {
  const own = stack.resources('AWS::DynamoDB::Table');
  for (const table of own) await create(table, tables);
  if (items.length > 0) {
    const [table, another] = own;
    if (table === undefined || another !== undefined)
      throw new TemplateError(`the stack has ${own.length} tables; one is needed to put items into`);
    await tables.fill(table.name, items);
  }
  const readTables: ReadTables = async () => {
    const contents: Record<string, readonly PlainItem[]> = {};
    for (const { logicalId, name, properties } of own)
      contents[logicalId] = await tables.items(
        name,
        properties.KeySchema.map(({ AttributeName }) => AttributeName),
      );
    return contents;
  };
  return { works: [], readTables };
}

async function create({ logicalId, name, properties }: Table, tables: Site['tables']): Promise<void> {
  const { KeySchema, AttributeDefinitions, BillingMode } = properties;
  const reply = await tables.call('CreateTable', { TableName: name, KeySchema, AttributeDefinitions, BillingMode });
  if (reply.status >= 400) throw new TemplateError(`${logicalId}: ${reply.body}`);
  // CloudFormation waits as well: until then the table takes no item.
  for (let status = 'CREATING'; status !== 'ACTIVE'; ) {
    const described = await tables.call('DescribeTable', { TableName: name });
    status = (JSON.parse(described.body) as { Table: { TableStatus: string } }).Table.TableStatus;
  }
}
