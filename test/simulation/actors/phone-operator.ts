import type { Clock } from '../../../src/clock.ts';
import type { Leg } from '../../../src/emulator/leg.ts';
import type { IncomingBehaviour, Phone } from '../../../src/emulator/phone.ts';
import type { Chance } from '../chance.ts';
import type { DeskWord, DeskWords } from '../judge/desk-words.ts';
import type { Crowd } from '../world/crowd.ts';
import type { Operator } from './operator.ts';
import { LEAVES_FROM } from './staff.ts';

export type PhoneOperatorParts = {
  name: string;
  pin: string;
  shortNumber: string;
  /** The phone on file, where there is one, and one that is on nobody's file. */
  onFile: Phone | null;
  elsewhere: Phone;
  /** The number that operators call, E.164. */
  operatorsNumber: string;
  words: DeskWords;
  clock: Clock;
  chance: Chance;
  /** What their phone shows where the number is withheld. */
  withheldAs: string;
  mostHeld: number;
  /** Whether everybody is away together. */
  isPause: () => boolean;
  crowd: Pick<Crowd, 'talksForMs' | 'steady'>;
  /** For what only some do: a stream of its own, so that all else stays as it is. */
  habits: Chance;
  /** Told before the operator finishes with a caller on hold, and before they hang up. */
  onAct: (act: 'end' | 'hang-up', leg: Leg) => void;
  /** Somebody at a console has them take one more caller while they have others on hold: no key does. */
  takesMore: () => void;
};

/** What the operator takes the desk for, by what they heard last. */
type Belief = 'no-call' | 'entrance' | 'free' | 'offered' | 'talking' | 'holding' | 'away' | 'wrap-up';

/** A state of mind for each of the words that change it. */
const BELIEFS: Partial<Record<DeskWord, Belief>> = {
  number: 'entrance',
  pin: 'entrance',
  entrance: 'entrance',
  confirm: 'entrance',
  'by-key': 'free',
  'by-themselves': 'free',
  free: 'free',
  offered: 'offered',
  holding: 'holding',
  speak: 'holding',
  away: 'away',
  'wrap-up': 'wrap-up',
  owes: 'free',
};

/**
 * Somebody without a computer: calls the operators' number, keys their PIN, and knows of callers what they hear. Careless
 * until told to be on duty in earnest.
 */
export function phoneOperator(parts: PhoneOperatorParts): Operator {
  const { name, pin, shortNumber, onFile, elsewhere, clock, chance, words, habits } = parts;
  const drawn = chance.between(0.02, 0.25);
  const careless = parts.crowd.steady ? 0 : drawn;
  const mistypes = chance.between(0, 0.3);
  const prefersOffers = chance.happens(0.5);
  const talksForMs = chance.pick(parts.crowd.talksForMs);
  const withholds = habits.pick([0, 0.2, 0.5]);
  let earnest = false;
  let stopped = false;
  let cancel = (): void => undefined;
  let belief: Belief = 'no-call';
  let callersComeByThemselves = false;
  let owes = false;
  /** How often something has changed: who reacts does so only to what was said last. */
  let heard = 0;

  const phones = onFile === null ? [elsewhere] : [onFile, elsewhere];
  for (const phone of phones)
    phone.listen((segment, event, leg) => event === 'opened' && hears(segment, leg));
  onFile?.onIncoming(answering);

  function inCall(): Phone | null {
    return phones.find(({ call }) => call !== null) ?? null;
  }

  function answering(): IncomingBehaviour {
    const isCareless = !earnest && chance.happens(0.3);
    if (stopped || elsewhere.call !== null || isCareless) return { does: 'no-answer' };
    return { does: 'answer', afterMs: chance.between(500, 6_000) };
  }

  function hears({ kind, text = '' }: { kind: string; text?: string }, leg: Leg): void {
    if (kind === 'ringing') belief = 'no-call';
    if (kind === 'talk') {
      belief = 'talking';
      heard += 1;
    }
    if (kind !== 'speech') return;
    const word = words(text);
    // Whatever is said after a talk, it is over.
    belief = (word === null ? null : BELIEFS[word]) ?? (belief === 'talking' ? 'free' : belief);
    if (word === 'by-key' || word === 'by-themselves') callersComeByThemselves = word === 'by-themselves';
    if (word === null) return;
    owes ||= word === 'owes';
    heard += 1;
    reacts(word, leg);
  }

  /** To what asks for something. */
  function reacts(word: DeskWord, leg: Leg): void {
    switch (word) {
      case 'number':
        return soon(leg, chance.between(500, 5_000), () => {
          const number = wrong() ? '77' : shortNumber;
          press(leg, chance.happens(0.9) ? `${number}#` : number);
        });
      case 'pin':
        // Some end what they key with pound, whether it is asked for or not.
        return soon(leg, chance.between(300, 6_000), () =>
          press(leg, `${wrong() ? '000000' : pin}${chance.happens(0.15) ? '#' : ''}`),
        );
      case 'confirm':
        return soon(leg, chance.between(300, 4_000), () => press(leg, chance.pick(['1', '5', '#'])));
      case 'offered':
        if (isCareful())
          soon(leg, chance.exponential(2_000), () => press(leg, chance.pick(['1', '1', '1', '3', '#'])));
        return;
      case 'speak':
        return speakNote(leg);
      default:
        return;
    }
  }

  function wrong(): boolean {
    return !earnest && chance.happens(mistypes);
  }

  function isCareful(): boolean {
    return earnest || !chance.happens(careless);
  }

  function speakNote(leg: Leg): void {
    if (chance.happens(0.2)) return;
    const forMs = chance.between(1_000, 9_000);
    soon(leg, chance.between(2_500, 4_500), () => {
      leg.say('word '.repeat(Math.ceil(forMs / 400)));
      if (chance.happens(0.8)) soon(leg, forMs + 500, () => press(leg, '#'));
    });
  }

  /** Unless something else is said first. */
  function soon(leg: Leg, ms: number, react: () => void): void {
    const before = heard;
    leg.onEnd.push(
      clock.setTimer(ms, () => {
        if (!leg.ended && heard === before) react();
      }),
    );
  }

  function press(leg: Leg, keys: string): void {
    if (leg.ended) return;
    phones.find(({ call }) => call === leg)?.press(keys);
  }

  function hangUp(): void {
    const phone = inCall();
    if (phone === null || phone.call === null) return;
    parts.onAct('hang-up', phone.call);
    phone.hangUp();
  }

  function act(): void {
    const leg = inCall()?.call ?? null;
    if (!earnest && parts.isPause() && LEAVES_FROM.has(belief)) return leg === null ? undefined : hangUp();
    if (leg === null) return dial();
    switch (belief) {
      case 'no-call':
        return;
      case 'entrance':
      case 'offered':
        if (!isCareful() && chance.happens(0.2)) hangUp();
        return;
      case 'free':
        return whenFree(leg);
      case 'talking':
        if (isCareful()) press(leg, '*');
        else if (chance.happens(0.4)) hangUp();
        return;
      case 'holding':
        return whileHolding(leg);
      case 'away':
      case 'wrap-up':
        if (earnest || chance.happens(0.5)) press(leg, chance.pick(['1', '5', '#']));
        else if (chance.happens(0.1)) hangUp();
        return;
    }
  }

  function dial(): void {
    const phone = onFile !== null && chance.happens(0.75) ? onFile : elsewhere;
    if (phone.call !== null) return;
    phone.dial(parts.operatorsNumber, habits.happens(withholds) ? { from: parts.withheldAs } : {});
  }

  function whenFree(leg: Leg): void {
    if (owes && habits.happens(0.7)) {
      owes = false;
      return press(leg, '2');
    }
    if (!isCareful())
      return chance.happens(0.4) ? hangUp() : press(leg, chance.pick(['0', '5', '9', '*', '2']));
    const wantsOffers = earnest || prefersOffers;
    if (wantsOffers !== callersComeByThemselves) press(leg, '8');
    else if (!wantsOffers) press(leg, '1');
  }

  function whileHolding(leg: Leg): void {
    if (!earnest && parts.mostHeld > 1 && habits.happens(0.3)) return parts.takesMore();
    const draw = earnest ? 0.5 : chance.random();
    if (draw < 0.35) press(leg, '1');
    else if (draw < 0.65) {
      parts.onAct('end', leg);
      press(leg, '9');
    } else if (draw < 0.75) press(leg, '2');
    else if (draw < 0.87) press(leg, '3');
    else if (draw < 0.95) press(leg, chance.pick(['5', '4', '*', '0']));
    else if (!parts.crowd.steady) hangUp();
  }

  function thinkingMs(): number {
    switch (belief) {
      case 'talking':
      case 'holding':
        return earnest ? chance.between(2_000, 6_000) : chance.exponential(talksForMs);
      case 'no-call':
        return chance.exponential(earnest ? 3_000 : 6_000);
      default:
        return chance.exponential(5_000);
    }
  }

  function next(): void {
    if (stopped) return;
    cancel = clock.setTimer(thinkingMs(), () => {
      act();
      next();
    });
  }
  next();
  return {
    name,
    inEarnest() {
      earnest = true;
    },
    // Their queues are those on file.
    serves: () => undefined,
    stop() {
      stopped = true;
      cancel();
    },
  };
}
