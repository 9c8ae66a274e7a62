import type { PhoneNetwork } from '../emulator/network.ts';
import type { Phone } from '../emulator/phone.ts';
import type { TapeSegment } from '../emulator/tape.ts';
import { DEMO_NUMBER, DEMO_OPERATOR } from './demo-line.ts';

/** Callers who come and go, so that the line is never quite empty. Valid numbers, so that they are known again. */
const CALLERS = ['+12025550111', '+12025550122', '+12025550133'];
const SECOND = 1_000;

/** How long a console that is open has for its phone, before the demo picks it up. */
const CONSOLE_FIRST_MS = 12 * SECOND;

/**
 * The operator's phone, unless a person has it open in the browser: it is picked up, and a key is pressed when we ask
 * for one. A console that is open comes first.
 */
export function answerOperatorsPhone(network: PhoneNetwork): void {
  const phone = network.phone(DEMO_OPERATOR.address);
  phone.onIncoming((leg) => {
    if (phone.watched) return { does: 'manual' };
    network.clock.setTimer(phone.followed ? CONSOLE_FIRST_MS : 1.5 * SECOND, () => {
      if (leg.ended || phone.call !== leg || !phone.answer()) return;
      network.clock.setTimer(2.5 * SECOND, () => {
        if (!leg.ended && phone.call === leg) phone.press('1');
      });
    });
    return { does: 'manual' };
  });
}

/** Starts the callers, each a little later than the one before. */
export function startCallers(network: PhoneNetwork): void {
  CALLERS.forEach((number, index) => {
    const phone = network.phone(number);
    network.clock.setTimer((2 + 12 * index) * SECOND, () => visit(network, phone));
  });
}

/** One visit: waits, presses a key now and then, answers on hold, and hangs up when served or out of patience. */
function visit(network: PhoneNetwork, phone: Phone): void {
  const { clock } = network;
  const leg = phone.dial(DEMO_NUMBER);
  const patienceMs = between(4 * 60, 10 * 60) * SECOND;
  let talkedMs = 0;
  const stopListening = phone.listen((segment, event, call) => {
    if (call !== leg) return;
    if (event === 'closed' && segment.kind === 'talk') talkedMs += lengthOf(segment);
    const keys = event === 'opened' && segment.kind === 'speech' ? answersTo(segment.text ?? '') : null;
    if (keys === null) return;
    clock.setTimer(between(5, 9) * SECOND, () => {
      if (!leg.ended) phone.press(pick(keys));
    });
  });
  leg.onEnd.push(() => {
    stopListening();
    clock.setTimer(between(20, 60) * SECOND, () => visit(network, phone));
  });
  clock.setTimer(patienceMs, () => {
    if (!leg.ended && talkedMs === 0 && leg.tape.open?.kind !== 'talk') phone.hangUp();
  });
  fidget();

  function fidget(): void {
    clock.setTimer(between(25, 90) * SECOND, () => {
      if (leg.ended) return;
      if (leg.tape.open?.kind === 'silence')
        phone.press(talkedMs === 0 ? pick(['5', '5', '3', '1']) : pick(['1', '1', '5', '0']));
      fidget();
    });
  }
}

/** The keys by which the questions after a talk are answered; null for all that is said otherwise. */
function answersTo(said: string): string[] | null {
  if (said.includes('1 for yes')) return ['1', '1', '1', '2'];
  return said.includes('too often, 1') ? ['2', '2', '3', '1'] : null;
}

function lengthOf({ at, until }: TapeSegment): number {
  return until === null ? 0 : until - at;
}

function between(least: number, most: number): number {
  return least + Math.random() * (most - least);
}

function pick(keys: string[]): string {
  return keys[Math.floor(Math.random() * keys.length)] ?? '5';
}
