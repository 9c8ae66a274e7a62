import type { Contact } from '../../contact/contact.ts';
import { createForgetfulMap } from '../forgetful-map.ts';
import { pastOf } from '../past.ts';
import { PAST_AT_MOST } from '../retention.ts';
import { createScoredSet, type ScoredSet } from './scored-set.ts';

/** Which contacts of a caller are over. */
export interface MemoryPast {
  /** Notes it where it is over. */
  add(contact: Contact, now: number): void;
  /** Ids, the latest first. */
  of(caller: string, now: number): string[];
  forget(caller: string): void;
}

/** @param keptMs how long a caller's past is kept after the last contact */
export function createMemoryPast(keptMs: number): MemoryPast {
  const callers = createForgetfulMap<ScoredSet>();

  return {
    add(contact, now) {
      const caller = pastOf(contact);
      if (caller === null) return;
      const past = callers.get(caller, now) ?? createScoredSet();
      if (past.score(contact.id) === null) past.put(contact.id, now);
      for (const { member } of past.first(past.size - PAST_AT_MOST)) past.remove(member);
      callers.set(caller, past, now + keptMs, now);
    },
    of: (caller, now) =>
      (callers.get(caller, now)?.first(PAST_AT_MOST) ?? []).map(({ member }) => member).toReversed(),
    forget: (caller) => callers.delete(caller),
  };
}
