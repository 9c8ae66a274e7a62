import type { VirtualClock } from '../../../src/clock.ts';
import type { Leg } from '../../../src/emulator/leg.ts';
import type { PhoneNetwork } from '../../../src/emulator/network.ts';
import type { IncomingBehaviour, Phone } from '../../../src/emulator/phone.ts';
import type { Chance } from '../chance.ts';
import type { KnownWords } from '../judge/known-words.ts';
import type { Crowd } from '../world/crowd.ts';
import type { Opened } from '../world/queues.ts';
import { type Answers, answersOf } from './answers.ts';
import { behave } from './caller.ts';

export type PeopleParts = {
  clock: VirtualClock;
  chance: Chance;
  network: PhoneNetwork;
  queues: readonly Opened[];
  /** How many call in all. */
  contacts: number;
  crowd: Crowd;
  onHangUp: (leg: Leg) => void;
  words: KnownWords;
  /** The code that was told on this call. */
  codeOf: (leg: Leg) => string | null;
};

/** How many have called, and how many are still there, or are about to call again. */
export type PeopleWhoCall = { readonly called: number; readonly live: number };

type Person = {
  chance: Chance;
  phone: Phone;
  /** What the called line is shown; null the phone's own number. */
  from: string | null;
  number: string;
  patienceMs: () => number;
  answers: Answers;
  /** A code that was told, of the place that may be kept. */
  code: string | null;
  /** Calls again at most so often. */
  callsAgain: number;
};

/** What is shown in place of a number that is withheld: a word, or a word as a keypad spells it. */
const WITHHELD = ['anonymous', '+266696687', 'Restricted', '+7378742833', 'unknown', '+2562533'] as const;

const LONGEST_PATIENCE_MS = 2 * 3_600_000;

/**
 * People call, each when they like (Poisson), each from a phone of their own, each with their own patience. Some hide
 * their number or share it with somebody; some call again, from the same phone or another; and phones are answered, or
 * not, when they are called back.
 */
export function peopleWhoCall(parts: PeopleParts): PeopleWhoCall {
  const { clock, chance, crowd, network, queues } = parts;
  const people = { called: 0, live: 0 };

  function nextCall(): void {
    if (people.called === parts.contacts) return;
    clock.setTimer(chance.exponential(crowd.betweenCallsMs), () => {
      people.called += 1;
      dial(somebody(), null);
      nextCall();
    });
  }

  function somebody(): Person {
    let rest = chance.random();
    const queue = queues.find(({ share }) => (rest -= share) < 0) ?? (queues[0] as Opened);
    const own = chance.fork();
    const address = numberOf(people.called);
    const neighbour = numberOf(Math.max(1, people.called - 1));
    const everyMs = queue.settings.inLine.everySeconds * 1_000;
    const draw = own.random();
    const person: Person = {
      chance: own,
      phone: network.phone(address),
      from: draw < 0.1 ? (WITHHELD[people.called % WITHHELD.length] ?? null) : draw < 0.15 ? neighbour : null,
      number: queue.numbers[people.called % queue.numbers.length] ?? queue.numbers[0],
      patienceMs: () =>
        Math.min(crowd.patience * own.exponential(Math.max(3 * everyMs, 100_000)), LONGEST_PATIENCE_MS),
      answers: answersOf(own, address, neighbour),
      code: null,
      callsAgain: own.pick([0, 0, 1, 1, 2]),
    };
    person.phone.onIncoming((leg) => {
      const behaviour = whenCalledBack(own);
      if (behaviour.does === 'answer') isOn(leg, person, null);
      return behaviour;
    });
    return person;
  }

  function dial(person: Person, plan: string | null): void {
    const { phone, from, number, chance: own } = person;
    if (phone.call !== null) return;
    const leg = phone.dial(number, from === null ? {} : { from });
    isOn(leg, person, plan ?? (own.happens(0.12) ? '2' : null));
  }

  function isOn(leg: Leg, person: Person, plan: string | null): void {
    people.live += 1;
    let byThemselves = false;
    behave(leg, {
      ...{ clock, crowd, plan, phone: person.phone, answers: person.answers, words: parts.words },
      chance: person.chance.fork(),
      patienceMs: person.patienceMs(),
      onHangUp(one) {
        byThemselves = true;
        parts.onHangUp(one);
      },
      code: () => person.code,
      onCode: (one) => {
        person.code = parts.codeOf(one);
      },
    });
    leg.onEnd.push(() => {
      people.live -= 1;
      if (byThemselves) perhapsAgain(person);
    });
  }

  /** Who hung up may call again, from the same phone, or from another with the code. */
  function perhapsAgain(person: Person): void {
    const { chance: own } = person;
    if (person.callsAgain === 0 || own.happens(0.4)) return;
    person.callsAgain -= 1;
    people.live += 1;
    clock.setTimer(own.exponential(30_000), () => {
      people.live -= 1;
      const elsewhere = person.code !== null && own.happens(0.5);
      if (elsewhere) {
        const phone = network.phone(`${person.phone.address.slice(0, 4)}9${person.phone.address.slice(5)}`);
        dial({ ...person, phone, from: null }, '6');
      } else {
        dial(person, person.code !== null && own.happens(0.5) ? '6' : null);
      }
    });
  }

  nextCall();
  return people;
}

/** The number of the nth who calls: one of New York's that could exist. */
export function numberOf(nth: number): string {
  return `+1212${2_000_000 + nth}`;
}

function whenCalledBack(chance: Chance): IncomingBehaviour {
  if (chance.happens(0.65)) return { does: 'answer', afterMs: chance.between(500, 15_000) };
  return chance.pick<IncomingBehaviour>([
    { does: 'no-answer' },
    { does: 'busy' },
    { does: 'reject', afterMs: 2_000 },
    { does: 'voicemail', afterMs: 8_000, listensMs: 30_000 },
  ]);
}
