import { describe, expect, it } from 'vitest';
import type { StopBatchOptions } from '../../../shared/domain/batch-options.ts';
import { decided } from '../../../shared/domain/outcome.ts';
import { good, rejected, seenGood } from '../../../shared/domain/verdict.ts';
import { type Billing, sighting } from '../../../shared/domain/vocabulary.ts';
import { chargedNotice } from '../../../shared/notice/charged-notice.ts';
import { mailOf } from '../../../shared/notice/notice-mail.ts';
import { aBatch, anInstance, aStop } from '../../support/a-batch.ts';

const context = { provider: 'alibaba', schedules: { 'office-hours': { timezone: 'Asia/Shanghai' } } } as const;
const asked = (stopMode: StopBatchOptions['stopMode']) => aStop(['a', 'b'], {}, { stopMode });
const end = (id: string, is: Billing['is'], because: string | null = null, verdict: 'confirmed' | 'already' = 'confirmed') =>
  seenGood(anInstance(id), verdict, 'stop', sighting('stopped', 'Stopped', { billing: { is, because } }));

describe('the notice of what is still charged', () => {
  it.each(['stop-charging', 'stop-charging-or-keep'] as const)('names each machine and why: %s', (stopMode) => {
    const outcome = decided([
      end('i-1', 'still-charged', 'it has local disks'),
      end('i-longer', 'still-charged'),
      end('i-3', 'not-charged'),
    ]);
    const notice = chargedNotice(asked(stopMode), outcome, context);
    const { subject, message } = mailOf(notice ?? expect.unreachable());
    expect(subject).toMatch(/^Reveille: \S+ stop: NotGranted: 2 still charged on \S+$/);
    expect(message).toContain('2 instances stopped as asked, but not without charge');
    expect(message).toContain('  i-1       it has local disks\n  i-longer  the provider does not say why\n');
    expect(message).not.toContain('i-3');
  });

  it('knows local times only of schedules that are still there', () => {
    const notice = chargedNotice(asked('stop-charging'), decided([end('i', 'still-charged')]), { ...context, schedules: {} });
    expect(notice?.timezone).toBeNull();
  });

  it.each([
    { what: 'a stop that was to go on being charged', batch: asked('keep-charging'), ends: [end('i', 'still-charged')] },
    { what: 'a subscription', batch: asked('stop-charging'), ends: [end('i', 'subscribed')] },
    { what: 'a bill that nobody knows', batch: asked('stop-charging'), ends: [end('i', 'unknown')] },
    { what: 'what somebody else had stopped', batch: asked('stop-charging'), ends: [end('i', 'still-charged', null, 'already')] },
    {
      what: 'what did not stop',
      batch: asked('stop-charging'),
      ends: [rejected(anInstance('i'), { code: 'c', message: 'm', requestId: null })],
    },
    { what: 'a dry run', batch: asked('stop-charging'), ends: [good(anInstance('i'), 'skipped')] },
    { what: 'a start', batch: aBatch(['i']), ends: [good(anInstance('i'), 'confirmed')] },
  ])('is not sent of $what', ({ batch, ends }) => {
    expect(chargedNotice(batch, decided(ends), context)).toBeNull();
  });
});
