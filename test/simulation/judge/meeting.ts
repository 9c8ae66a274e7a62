import type { Contact } from '../../../src/contact/contact.ts';
import type { Store } from '../../../src/store/store.ts';
import type { Findings } from './findings.ts';
import type { Ledger } from './ledger.ts';
import type { Slack } from './slack.ts';

const OFFERED_WITHIN_MS = 2_000;

/** Whoever is free and whoever waits have two seconds to be brought together (L2); looks once each time it is called. */
export function meetingJudge({
  findings,
  slack,
  now,
  ledger,
}: {
  findings: Findings;
  slack: () => Slack;
  now: () => number;
  ledger: Ledger;
}): (store: Store) => Promise<void> {
  /** Until when a desk was last kept for somebody who was being called, as far as was seen. */
  const keptUntil = new Map<string, number>();
  return async (store) => {
    if (!slack().prompt) return;
    const desks = (await store.freeDesks())
      .filter((desk) => desk.status === 'free')
      .filter(({ mode }) => mode === 'auto');
    findings.count('free desks looked at', desks.length);
    // Mostly nobody waits where somebody is free.
    const queues = desks.flatMap((desk) => desk.queues);
    if ((await store.takeable(queues, 1)).length === 0) return;
    for (const desk of desks) {
      const takeable = await store.takeable(desk.queues, 50);
      // A desk is kept for somebody who is being called.
      if ((await store.served(1_000)).some((one) => isCalledFor(desk.queues, one)))
        keptUntil.set(desk.operator, now());
      const contact = takeable.find((one) => {
        const known = ledger.entries.get(one.id);
        // Written out anew: nobody is given to an operator who does not speak their language.
        const speaks = (desk.skills ?? []).length === 0 || desk.skills?.includes(one.language) === true;
        return (
          speaks && known !== undefined && known.absentUntil < now() && (known.prefers?.until ?? 0) < now()
        );
      });
      if (contact === undefined) continue;
      const entry = ledger.entries.get(contact.id);
      const since = Math.max(
        desk.freeSince,
        keptUntil.get(desk.operator) ?? 0,
        entry?.since ?? now(),
        entry?.languageSince ?? 0,
        entry?.absentUntil ?? 0,
        entry?.prefers?.until ?? 0,
        entry?.callback?.notBefore ?? 0,
      );
      if (now() - since > OFFERED_WITHIN_MS)
        findings.broken(
          'L2',
          contact.leg?.callSid ?? null,
          `${desk.operator} was free and offered nobody for ${(now() - since) / 1000} s: ${contact.id} is ${contact.status}.`,
        );
    }
  };
}

function isCalledFor(queues: readonly string[], { status, queueId }: Contact): boolean {
  return status === 'calling-back' && queues.includes(queueId);
}
