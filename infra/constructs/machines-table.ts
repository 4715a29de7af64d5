import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

/**
 * The table that remembers what must not happen twice, and records what was due and what became of
 * it. Its keys and its TTL attribute are those of shared/store/items.ts and run-items.ts. Nothing deletes it: not the last source taken out of the configuration,
 * nor the end of the stack. Its name is generated, so that a table that was left behind is in
 * nobody's way.
 */
export class MachinesTable extends Construct {
  readonly table: Table;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.table = new Table(this, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      timeToLiveAttribute: 'expiresAt',
      // Jobs and alerts come rarely, and then many at once.
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  /**
   * Lets a function read and write items by their keys. Every write is conditional, and that needs
   * no further right. Nobody may list the table or delete from it.
   */
  grantItems(to: IGrantable): Grant {
    return Grant.addToPrincipal({
      grantee: to,
      actions: ['dynamodb:GetItem', 'dynamodb:PutItem'],
      resourceArns: [this.table.tableArn],
    });
  }

  /** Lets a function write the run record. It cannot read what is remembered. */
  grantRecord(to: IGrantable): Grant {
    return Grant.addToPrincipal({
      grantee: to,
      actions: ['dynamodb:PutItem'],
      resourceArns: [this.table.tableArn],
    });
  }

  /** Lets a function read the run record by the day. */
  grantReadRecord(to: IGrantable): Grant {
    return Grant.addToPrincipal({ grantee: to, actions: ['dynamodb:Query'], resourceArns: [this.table.tableArn] });
  }
}
