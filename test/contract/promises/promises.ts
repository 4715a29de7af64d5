import { describe } from 'vitest';
import type { ProviderName } from '../../../shared/domain/vocabulary.ts';
import type { Phrasing } from '../../support/providers/phrasing.ts';
import { answerPromises } from './answer-promises.ts';
import { findPromises } from './find-promises.ts';
import { lookPromises } from './look-promises.ts';
import { rebootPromises } from './reboot-promises.ts';
import { requestPromises } from './request-promises.ts';
import { silencePromises } from './silence-promises.ts';
import { startPromises } from './start-promises.ts';
import { stopPromises } from './stop-promises.ts';
import { timePromises } from './time-promises.ts';

/**
 * What Reveille asks of a provider, whichever it is. A provider's own test file only says how that
 * provider phrases things.
 */
export function promisesOf(name: ProviderName, phrasing: Phrasing): void {
  describe(`${name} looks`, () => lookPromises(name, phrasing));
  describe(`${name} starts`, () => startPromises(name, phrasing));
  describe(`${name} stops`, () => stopPromises(name, phrasing));
  describe(`${name} reboots`, () => rebootPromises(name, phrasing));
  describe(`${name} finds`, () => findPromises(name, phrasing));
  describe(`${name} sends`, () => requestPromises(name, phrasing));
  describe(`${name} keeps time`, () => timePromises(name, phrasing));
  describe(`${name} is answered badly`, () => answerPromises(name, phrasing));
  describe(`${name} is not answered`, () => silencePromises(name, phrasing));
}
