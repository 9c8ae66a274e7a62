import type { VirtualClock } from '../../../src/clock.ts';
import type { PhoneNetwork } from '../../../src/emulator/network.ts';
import type { Chance } from '../chance.ts';
import type { Opened } from '../world/queues.ts';
import { call, type CallerParts } from './caller.ts';

export type PeopleParts = Pick<CallerParts, 'onHangUp' | 'announcesOperator'> & {
  clock: VirtualClock;
  chance: Chance;
  network: PhoneNetwork;
  queues: readonly Opened[];
  /** How many call in all, and how far apart on average, ms. */
  contacts: number;
  betweenCallsMs: number;
};

/** How many have called, and how many are still there. */
export type PeopleWhoCall = { readonly called: number; readonly live: number };

const LONGEST_PATIENCE_MS = 2 * 3_600_000;

/** People call, each when they like (Poisson), each from a phone of their own, each with their own patience. */
export function peopleWhoCall(parts: PeopleParts): PeopleWhoCall {
  const { clock, chance, network, queues } = parts;
  const people = { called: 0, live: 0 };

  function nextCall(): void {
    if (people.called === parts.contacts) return;
    clock.setTimer(chance.exponential(parts.betweenCallsMs), () => {
      people.called += 1;
      dial();
      nextCall();
    });
  }

  function dial(): void {
    let rest = chance.random();
    const queue = queues.find(({ share }) => (rest -= share) < 0) ?? (queues[0] as Opened);
    const address = `+1666${1_000_000 + people.called}`;
    const everyMs = queue.settings.inLine.everySeconds * 1_000;
    people.live += 1;
    const leg = call({
      ...{ clock, chance: chance.fork(), phone: network.phone(address), number: queue.number },
      patienceMs: Math.min(chance.exponential(Math.max(4 * everyMs, 120_000)), LONGEST_PATIENCE_MS),
      onHangUp: parts.onHangUp,
      announcesOperator: parts.announcesOperator,
    });
    leg.onEnd.push(() => {
      people.live -= 1;
      network.removePhone(address);
    });
  }

  nextCall();
  return people;
}
