import type { VirtualClock } from '../../../src/clock.ts';
import { heldBy } from '../../../src/desk/held-callers.ts';
import type { Leg } from '../../../src/emulator/leg.ts';
import type { PhoneNetwork } from '../../../src/emulator/network.ts';
import { type Store, StoreUnavailable } from '../../../src/store/store.ts';
import { plainPinHash } from '../../support/line-in-a-box.ts';
import { type Operator, operator } from '../actors/operator.ts';
import type { Console, TransferTarget } from '../actors/operator-parts.ts';
import { saysOutcomes } from '../actors/outcomes.ts';
import { makesOwedCalls } from '../actors/owed-calls.ts';
import { phoneOperator } from '../actors/phone-operator.ts';
import { PHONE_STAFF, type PhoneStaff, STAFF, SUPERVISOR } from '../actors/staff.ts';
import { supervisor } from '../actors/supervisor.ts';
import type { Chance } from '../chance.ts';
import type { DeskWords } from '../judge/desk-words.ts';
import type { Judges } from '../judge/judges.ts';
import type { Crowd } from './crowd.ts';
import type { Opened } from './queues.ts';

/** What operators without a computer call. */
export const OPERATORS_NUMBER = '+15550199';

const WORLDS_WITH_A_SUPERVISOR = 0.4;
const WORLDS_WITH_PHONES_ALONE = 0.4;
const WORLDS_WITH_SKILLS = 0.4;
/** What operators hear themselves, and which callers they speak with; none stands for all. */
const SPOKEN = ['en', 'en', 'ru', 'de'] as const;
const SKILLS: readonly [string[], ...string[][]] = [[], ['en'], ['en', 'ru'], ['de', 'en'], ['ru']];

/** Who has a phone alone in this world: nobody in most. Drawn from a stream of its own, so that all else stays as it is. */
export function drawPhoneStaff(chance: Chance, queues: readonly Opened[]): PhoneStaff[] {
  if (!chance.happens(WORLDS_WITH_PHONES_ALONE)) return [];
  return PHONE_STAFF.slice(0, chance.whole(1, PHONE_STAFF.length)).map((one) => {
    const ids = queues.map(({ settings }) => settings.id);
    const own = ids.filter(() => chance.happens(0.7));
    return { ...one, queues: own.length === 0 ? ids : own };
  });
}

/** The sign-in id of whoever's phone a leg leads to or comes from; null for a caller's. */
export function operatorAt({ direction, from, to }: Leg): string | null {
  if (to.startsWith('client:')) return to.slice('client:'.length);
  const phone = direction === 'inbound' ? from : to;
  const isEntrance = to === OPERATORS_NUMBER;
  const one = PHONE_STAFF.find(
    ({ onFile, elsewhere, withheldAs }) =>
      phone === onFile || phone === elsewhere || (isEntrance && phone === withheldAs),
  );
  return one?.name ?? null;
}

export function hasPhoneAlone(name: string): boolean {
  return PHONE_STAFF.some((one) => one.name === name);
}

/** Puts on file who has a phone alone, and the number that they call. */
export async function fileOf(phones: readonly PhoneStaff[], store: Store): Promise<void> {
  if (phones.length === 0) return;
  await store.putLineSettings({ operatorNumber: OPERATORS_NUMBER, consoleGoneSeconds: 180 });
  for (const { name, displayName, queues, onFile, shortNumber, pin, mostHeld } of phones) {
    await store.putOperator({
      ...{ name, displayName, queues, shortNumber, address: onFile, mostHeld, pinHash: plainPinHash(pin) },
      ...{ passwordHash: '', roles: ['operator'], version: 1 },
    });
  }
}

export type StaffingParts = {
  clock: VirtualClock;
  network: PhoneNetwork;
  crowd: Crowd;
  queues: readonly Opened[];
  phones: readonly PhoneStaff[];
  judge: Judges;
  words: DeskWords;
  console: () => Console | null;
  truth: () => Store;
  /** Streams of their own for those at consoles, those who listen, those with a phone alone, and what only some do. */
  chances: { operators: Chance; listens: Chance; phones: Chance; habits: Chance; outcomes: Chance };
};

export type Staff = {
  inEarnest(): void;
  /** Some of those at consoles serve a queue that is added, the first of them always. */
  serves(queue: Opened): void;
  stop(): void;
};

/** Everybody who serves or listens: careless while there is trouble, in earnest after it, when nobody listens any more. */
export function staffing(parts: StaffingParts): Staff {
  const { clock, network, crowd, queues, judge, console, chances } = parts;
  const { pause } = crowd;
  const pausesFrom = clock.now() + (pause?.at ?? 0);
  const pausesUntil = pausesFrom + (pause?.forMs ?? 0);
  const isPause = (): boolean => clock.now() >= pausesFrom && clock.now() < pausesUntil;
  const haveSkills = chances.habits.happens(WORLDS_WITH_SKILLS);
  const targets = queues.map(targetOf) as [TransferTarget, ...TransferTarget[]];
  const staff = [...atConsoles(), ...byPhoneAlone()];
  const listening = whoListens();

  function atConsoles(): Operator[] {
    return [...STAFF].slice(0, crowd.operators).map(([name, displayName], nth) => {
      const own = queues
        .map(({ settings }) => settings.id)
        .filter(() => chances.operators.happens(0.7) || nth === 0);
      if (nth % 2 === 0)
        makesOwedCalls({ phone: network.phone(`client:${name}`), words: parts.words, clock });
      return operator({
        ...{ name, displayName, clock, crowd, console, isPause, chance: chances.operators.fork() },
        language: chances.habits.pick(SPOKEN),
        // One of them speaks with everybody.
        skills: nth === 0 || !haveSkills ? [] : chances.habits.pick(SKILLS),
        queues: own.length === 0 ? ['support'] : own,
        phone: network.phone(`client:${name}`),
        targets,
        outcomes: saysOutcomes(name, chances.outcomes.fork(), judge.outcomes),
        onAct: (act, contactId) => judge.operatorActs(name, act, contactId),
      });
    });
  }

  function byPhoneAlone(): Operator[] {
    return parts.phones.map(({ name, pin, shortNumber, onFile, elsewhere, withheldAs, mostHeld }) =>
      phoneOperator({
        ...{ name, pin, shortNumber, clock, crowd, words: parts.words, chance: chances.phones.fork() },
        ...{ withheldAs, mostHeld, isPause, habits: chances.habits.fork() },
        onFile: onFile === null ? null : network.phone(onFile),
        elsewhere: network.phone(elsewhere),
        operatorsNumber: OPERATORS_NUMBER,
        takesMore() {
          judge.operatorActs(name, 'take-more', null);
          void console()
            ?.switchboard.take(name, null)
            .catch((error: unknown) => {
              if (!(error instanceof StoreUnavailable)) throw error;
            });
        },
        onAct(act, leg) {
          if (act === 'hang-up') judge.hangsUp(leg.sid);
          // Whom they finish with is known to the desk alone.
          else
            void parts
              .truth()
              .readDesk(name)
              .then((desk) => desk !== null && heldBy(desk).forEach(finished));
        },
      }),
    );

    function finished({ contactId }: { contactId: string }): void {
      judge.operatorActs('', 'end', contactId);
    }
  }

  function whoListens(): { stop(): void }[] {
    if (!chances.listens.happens(WORLDS_WITH_A_SUPERVISOR)) return [];
    const { name } = SUPERVISOR;
    return [
      supervisor({
        ...{ ...SUPERVISOR, clock, console, chance: chances.listens },
        queues: queues.map(({ settings }) => settings.id),
        phone: network.phone(`client:${name}`),
        onAsk: (mode) => judge.listeners.asks(name, mode),
        onAgreed: (mode) => judge.listeners.agreed(name, mode),
      }),
    ];
  }

  return {
    inEarnest() {
      for (const one of staff) one.inEarnest();
      for (const one of listening) one.stop();
    },
    serves(queue) {
      targets.push(targetOf(queue));
      staff.forEach((one, nth) => {
        if (nth === 0 || chances.outcomes.happens(0.6)) one.serves(queue.settings.id);
      });
    },
    stop() {
      for (const one of staff) one.stop();
    },
  };
}

function targetOf({ settings }: Opened): TransferTarget {
  return { queueId: settings.id, queueName: settings.name };
}
