import type { TapeEvent, TapeSegment } from '../../../src/emulator/tape.ts';
import { spokenMs } from '../../../src/emulator/speech.ts';
import type { Leg } from '../../../src/emulator/leg.ts';
import type { Phone } from '../../../src/emulator/phone.ts';
import type { Clock } from '../../../src/clock.ts';
import type { Chance } from '../chance.ts';
import type { KnownWords } from '../judge/known-words.ts';
import type { Crowd } from '../world/crowd.ts';
import type { Answers } from './answers.ts';

export type CallerParts = {
  clock: Clock;
  chance: Chance;
  phone: Phone;
  /** How long the caller waits at most, ms. */
  patienceMs: number;
  /** The person hangs up by their own choice. */
  onHangUp: (leg: Leg) => void;
  words: KnownWords;
  answers: Answers;
  /** A code of an earlier place that the person has noted down. */
  code: () => string | null;
  /** The person is told their code. */
  onCode: (leg: Leg) => void;
  /** Keys that are pressed for a purpose a while after the beginning: `2` to be called back, `6` for a place of before. */
  plan: string | null;
  crowd: Pick<Crowd, 'pressesKeys' | 'betweenKeysMs'>;
};

const USUAL_KEYS = ['5', '1', '3', '8', '#', '*', '7', '0', '9', '2', '4', '6'] as const;

/** Longer than the second after which Twilio takes it for over. */
const UNTIL_KNOWN_TO_BE_OVER_MS = 1_500;

/** Somebody on a call: waits, presses keys or not, answers what is asked or not, talks, and hangs up whenever they like. */
export function behave(leg: Leg, parts: CallerParts): void {
  const { clock, chance, phone, words, answers } = parts;
  const pressesKeys = chance.happens(parts.crowd.pressesKeys);
  const betweenKeysMs = chance.pick(parts.crowd.betweenKeysMs);
  const interrupts = chance.happens(0.2);
  const speaks = chance.happens(0.6);
  let talking = false;
  let answering = false;
  /** Until when the person is heard to speak: nobody keys while they do. */
  let speaksUntil = 0;
  /** What was said last; null where a talk came after it. */
  let lastWords: TapeSegment | null = null;
  const cancels: (() => void)[] = [];

  function later(ms: number, act: () => void): void {
    cancels.push(
      clock.setTimer(ms, () => {
        if (!leg.ended) act();
      }),
    );
  }
  function hangUp(): void {
    parts.onHangUp(leg);
    phone.hangUp();
  }
  function pressSomething(): void {
    const keys = chance.happens(0.08)
      ? Array.from({ length: chance.whole(2, 6) }, () => chance.pick(USUAL_KEYS)).join('')
      : chance.happens(0.03)
        ? '91'
        : chance.happens(0.05)
          ? '9'
          : chance.pick(USUAL_KEYS);
    press(keys);
  }
  function press(keys: string): void {
    if (clock.now() > speaksUntil) phone.press(keys);
  }
  function pressAgain(): void {
    later(chance.exponential(betweenKeysMs), () => {
      if (!talking && !answering) pressSomething();
      pressAgain();
    });
  }
  function leaveSomeTime(ms: number): void {
    later(ms, () => {
      // Nobody hangs up on the person they have waited for, mostly.
      if (talking && chance.happens(0.8)) leaveSomeTime(chance.exponential(20_000));
      else hangUp();
    });
  }
  /** After some words are over, or into them. */
  function answer(keys: string | null): void {
    if (keys === null) return;
    answering = true;
    later(chance.between(300, 6_000), () => {
      answering = false;
      if (!talking) press(keys);
    });
  }

  /** In words instead of by a key, after the question or into it. */
  function say(said: string): void {
    answering = true;
    later(chance.between(300, 6_000), () => {
      answering = false;
      if (talking) return;
      speaksUntil = clock.now() + spokenMs(said) + UNTIL_KNOWN_TO_BE_OVER_MS;
      leg.say(said);
    });
  }

  const listening = (segment: TapeSegment, event: TapeEvent): void => {
    if (event !== 'opened') return;
    const wasTalking = talking;
    talking = segment.kind === 'talk';
    if (talking && !wasTalking && chance.happens(0.4)) later(chance.exponential(30_000), hangUp);
    if (talking) lastWords = null;
    if (segment.kind !== 'speech') return;
    lastWords = segment;
    const text = segment.text ?? '';
    const asked = words.asks(text);
    const invited = words.invitesSpeech(text);
    if (words.tellsCode(text)) parts.onCode(leg);
    if (words.operatorAnnounced(text) !== null) {
      if (chance.happens(0.05)) later(chance.between(0, 2_500), hangUp);
    } else if (invited !== null && speaks && chance.happens(0.5)) {
      say(
        chance.pick([invited.yes, invited.yes, invited.no, 'well', 'who is this talking to me now please']),
      );
    } else if (asked !== null) {
      answer(answers.keys(asked, parts.code()));
    } else if (words.beginsRecording(text)) {
      later(chance.between(4_000, 8_000), () => {
        const forMs = answers.speaksForMs();
        // Nobody leaves words where something else has been said meanwhile.
        if (forMs !== null && lastWords === segment) leg.say('word '.repeat(Math.ceil(forMs / 400)));
      });
    } else if (words.isFarewell(text) === 'booked') {
      if (chance.happens(0.1)) answer('*');
      else if (chance.happens(0.7)) later(chance.between(3_000, 9_000), hangUp);
    } else if (interrupts && chance.happens(0.15)) {
      later(chance.between(0, 2_500), () => {
        if (!talking) pressSomething();
      });
    }
  };
  const deaf = phone.listen(listening);
  leg.onEnd.push(() => {
    deaf();
    for (const cancel of cancels) cancel();
  });
  if (pressesKeys) pressAgain();
  const { plan } = parts;
  if (plan !== null)
    later(chance.between(2_000, 40_000), () => {
      if (!talking && leg.answeredAt !== null) press(plan);
    });
  leaveSomeTime(chance.happens(0.03) ? chance.between(0, 3_000) : parts.patienceMs);
}
