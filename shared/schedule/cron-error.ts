import type { Refusal } from '../text/reading.ts';

/** A cron expression that EventBridge would refuse: what is wrong with it and what would be right. */
export class CronError extends Error implements Refusal {
  override readonly name = 'CronError';
  readonly problem: string;
  readonly fix: string;

  constructor(problem: string, fix: string) {
    super(`${problem}; ${fix}`);
    this.problem = problem;
    this.fix = fix;
  }
}
