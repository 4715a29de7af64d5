import type { WorkMessage } from '../../../shared/domain/batch.ts';
import type { Outcome } from '../../../shared/domain/outcome.ts';
import { type FailureContext, failureNotice } from '../../../shared/notice/failure-notice.ts';
import { type Mail, mailOf } from '../../../shared/notice/notice-mail.ts';

/** The mail about what failed in a step of a batch, or null. */
export function mailFor(message: WorkMessage, outcome: Outcome, context: FailureContext): Mail | null {
  const notice = failureNotice(message, outcome, context);
  return notice === null ? null : mailOf(notice);
}
