import type { Desk } from '../../../src/desk/desk.ts';
import { heldBy } from '../../../src/desk/held-callers.ts';
import type { Leg } from '../../../src/emulator/leg.ts';
import type { PhoneNetwork } from '../../../src/emulator/network.ts';
import type { Store } from '../../../src/store/store.ts';
import type { Findings } from './findings.ts';
import type { Slack } from './slack.ts';

/** A caller on hold waits a minute for an operator whose line has dropped and is rung again; in a talk, for nobody. */
const WAITS_FOR_MS = { held: 60_000, connected: 5_000 } as const;
/** What the sweep takes to notice, and the two seconds. */
const NOTICED_WITHIN_MS = 5_000;

/** Nobody waits for an operator who has hung up (L1): looks once each time it is called. */
export function leftAloneJudge({
  findings,
  slack,
  now,
  network,
  operatorAt,
}: {
  findings: Findings;
  slack: () => Slack;
  now: () => number;
  network: Pick<PhoneNetwork, 'onLeg'>;
  operatorAt: (leg: Leg) => string | null;
}): (store: Store) => Promise<void> {
  const onTheLine = new Map<string, Set<Leg>>();
  /** Since when which operator has not been there for whom, epoch ms: a colleague who takes over has a time of their own. */
  const aloneSince = new Map<string, number>();

  network.onLeg((leg) => {
    const operator = operatorAt(leg);
    if (operator === null) return;
    const own = onTheLine.get(operator) ?? new Set();
    onTheLine.set(operator, own);
    if (leg.answeredAt === null) leg.onAnswer.push(() => own.add(leg));
    else own.add(leg);
    leg.onEnd.push(() => own.delete(leg));
  });

  return async (store) => {
    if (!slack().prompt) {
      aloneSince.clear();
      return;
    }
    for (const contact of await store.served(1_000)) {
      const { id, status } = contact;
      if (status !== 'held' && status !== 'connected') continue;
      const { operator } = contact.server;
      const pair = `${id} ${operator}`;
      const isThere = (onTheLine.get(operator)?.size ?? 0) > 0 && has(await store.readDesk(operator), id);
      if (isThere) {
        aloneSince.delete(pair);
        continue;
      }
      const since = aloneSince.get(pair) ?? now();
      aloneSince.set(pair, since);
      findings.highest('longest wait for an operator who hung up, s', Math.round((now() - since) / 1000));
      if (now() - since > WAITS_FOR_MS[status] + NOTICED_WITHIN_MS)
        findings.broken(
          'L1',
          contact.leg.callSid,
          `${operator} has hung up, and a caller is ${status} with them.`,
        );
    }
  };
}

/** Whether a desk knows of a caller who is its own. */
function has(desk: Desk | null, contactId: string): boolean {
  if (desk === null) return false;
  const served = 'contact' in desk ? (desk.contact?.contactId ?? null) : null;
  return served === contactId || heldBy(desk).some((one) => one.contactId === contactId);
}
