import fc from 'fast-check';
import { expect, test } from 'vitest';
import { callerNumber, keyedNumber, mayCall } from '../../src/callback/rules.ts';
import { NEVER_CALLED, OURS } from './never-called.ts';

const rules = { countries: ['US', 'DE', 'GB'], ownNumbers: OURS };

test.each(NEVER_CALLED)('%s is never called', (number) => {
  expect(mayCall(number, rules)).toBe(false);
});

test('an ordinary number of a country on the list is', () => {
  for (const number of ['+12025550143', '+4930123456', '+442071234567'])
    expect(mayCall(number, rules)).toBe(true);
});

test('numbers of small countries are called down to eight digits, and keyed down to five', () => {
  const small = { countries: ['FK', 'NU'], ownNumbers: [] };
  expect(mayCall('+50021234', small)).toBe(true);
  expect(mayCall('+6834000', small)).toBe(false);
  expect(keyedNumber('21234', 'FK')).toBe('+50021234');
  expect(keyedNumber('4000', 'NU')).toBeNull();
});

test('whatever is allowed is E.164, long enough, and of a listed country; whatever is keyed is that or nothing', () => {
  const digits = fc
    .array(fc.constantFrom(...'0123456789'), { minLength: 0, maxLength: 40 })
    .map((all) => all.join(''));
  const anything = fc.oneof(
    digits,
    digits.map((all) => `+${all}`),
    fc.string(),
    fc.constantFrom(...NEVER_CALLED),
    digits.map((all) => `${all}*#`),
  );
  fc.assert(
    fc.property(anything, (text) => {
      const isOrdinary = /^\+(1|49|44)\d{6,13}$/.test(text) && !OURS.includes(text);
      expect(!mayCall(text, rules) || isOrdinary).toBe(true);
      const keyed = keyedNumber(text, 'US');
      expect(keyed === null || /^\+[1-9]\d{6,14}$/.test(keyed)).toBe(true);
      const caller = callerNumber(text);
      expect(caller === null || caller === text).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});
