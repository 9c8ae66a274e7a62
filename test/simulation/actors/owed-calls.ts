import type { Clock } from '../../../src/clock.ts';
import type { Phone } from '../../../src/emulator/phone.ts';
import type { DeskWords } from '../judge/desk-words.ts';

/** How soon, ms. */
const AFTER_MS = 5_000;

/** An operator who makes the call that they owe as soon as they hear of it and are free, by key 2 at the desk. */
export function makesOwedCalls({
  phone,
  words,
  clock,
}: {
  phone: Phone;
  words: DeskWords;
  clock: Clock;
}): void {
  let owes = false;
  phone.listen((segment, event, leg) => {
    if (event !== 'opened' || segment.kind !== 'speech') return;
    const word = words(segment.text ?? '');
    owes ||= word === 'owes';
    if (!owes || (word !== 'owes' && word !== 'free')) return;
    clock.setTimer(AFTER_MS, () => {
      if (!owes || leg.ended || phone.call !== leg || leg.tape.open?.kind === 'talk') return;
      owes = false;
      phone.press('2');
    });
  }, false);
}
