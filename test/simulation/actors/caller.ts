import type { TapeEvent, TapeSegment } from '../../../src/emulator/tape.ts';
import type { Leg } from '../../../src/emulator/leg.ts';
import type { Phone } from '../../../src/emulator/phone.ts';
import type { Clock } from '../../../src/clock.ts';
import type { Chance } from '../chance.ts';

export type CallerParts = {
  clock: Clock;
  chance: Chance;
  phone: Phone;
  number: string;
  /** How long the caller waits at most, ms. */
  patienceMs: number;
  /** The person hangs up by their own choice. */
  onHangUp: (leg: Leg) => void;
  /** Whether these words announce an operator. */
  announcesOperator: (text: string) => boolean;
};

const USUAL_KEYS = ['5', '1', '3', '8', '#', '*', '7', '0', '9', '2', '4', '6'] as const;

/** Somebody who calls: waits, presses keys or not, talks, and hangs up whenever they like. */
export function call(parts: CallerParts): Leg {
  const { clock, chance, phone } = parts;
  const leg = phone.dial(parts.number);
  const pressesKeys = chance.happens(0.65);
  const betweenKeysMs = chance.pick([8_000, 20_000, 45_000]);
  const interrupts = chance.happens(0.3);
  let talking = false;
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
    const keys = chance.happens(0.12)
      ? Array.from({ length: chance.whole(2, 6) }, () => chance.pick(USUAL_KEYS)).join('')
      : chance.happens(0.03)
        ? '91'
        : chance.happens(0.05)
          ? '9'
          : chance.pick(USUAL_KEYS);
    phone.press(keys);
  }
  function pressAgain(): void {
    later(chance.exponential(betweenKeysMs), () => {
      if (!talking) pressSomething();
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

  const listening = (segment: TapeSegment, event: TapeEvent): void => {
    if (event !== 'opened') return;
    const wasTalking = talking;
    talking = segment.kind === 'talk';
    if (talking && !wasTalking && chance.happens(0.4)) later(chance.exponential(30_000), hangUp);
    if (segment.kind !== 'speech') return;
    if (parts.announcesOperator(segment.text ?? '')) {
      if (chance.happens(0.05)) later(chance.between(0, 2_500), hangUp);
    } else if (interrupts && chance.happens(0.2)) {
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
  leaveSomeTime(chance.happens(0.03) ? chance.between(0, 3_000) : parts.patienceMs);
  return leg;
}
