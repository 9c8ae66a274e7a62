import type { Chance } from '../chance.ts';
import type { Asked } from '../judge/known-words.ts';

/** What one person does when something is asked of them. */
export type Answers = {
  /** Keys for a question, or null for silence. `code`: four digits that the person has noted down. */
  keys(asked: Asked, code: string | null): string | null;
  /** Says something for a recording, this long, ms; null says nothing. */
  speaksForMs(): number | null;
};

/** Numbers that nobody may be called at: premium rate, emergency, a satellite, service numbers, ourselves, nonsense. */
const REFUSED = ['19005551234', '911', '112', '00881612345678', '00979123456789', '15550110', '0', '5'];

/**
 * How somebody answers: some never do, and some key what nobody expects.
 * @param ownNumber E.164, of the phone in their hand
 * @param otherNumber another number at which they might be called
 */
export function answersOf(chance: Chance, ownNumber: string, otherNumber: string): Answers {
  const answersAtAll = chance.happens(0.85);
  const isCareless = chance.happens(0.15);

  function number(): string {
    const draw = chance.random();
    if (draw < 0.45) return `${ownNumber.slice(1)}#`;
    if (draw < 0.65) return `${otherNumber.slice(1)}#`;
    if (draw < 0.85) return `${chance.pick(REFUSED as [string, ...string[]])}#`;
    return Array.from({ length: chance.whole(1, 40) }, () => chance.pick(['0', '1', '7', '9', '*'])).join('');
  }

  function code(known: string | null): string | null {
    if (known !== null && chance.happens(0.9)) return known;
    return chance.happens(0.5) ? String(chance.whole(0, 9_999)).padStart(4, '0') : null;
  }

  return {
    keys(asked, known) {
      if (!answersAtAll || (isCareless && chance.happens(0.4))) return null;
      switch (asked) {
        case 'language':
        case 'topic':
          return chance.pick(['1', '2', '3', '3', '4', '7', '9', null]);
        case 'number':
          return number();
        case 'confirm':
          return chance.pick(['1', '1', '1', '2', null]);
        case 'when':
          return chance.pick(['1', '1', '2', null]);
        case 'code':
          return code(known);
        case 'whose':
          return chance.pick(['1', null]);
        case 'presence':
          return chance.pick(['1', '5', '#', '1', null]);
        case 'callback':
          return chance.pick(['1', '1', '1', '5', null]);
        case 'instead':
          return chance.pick(['2', '2', '4', '9', null]);
        case 'remember':
          return chance.pick(['1', '2', null]);
        case 'right':
        case 'often':
          return chance.pick(['1', '2', '3', '7', null]);
      }
    },
    speaksForMs: () => (chance.happens(0.7) ? chance.between(500, 70_000) : null),
  };
}
