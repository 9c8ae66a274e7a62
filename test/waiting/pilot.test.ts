import { expect, test } from 'vitest';
import { oldLineFor, pilotSchema } from '../../src/waiting/pilot.ts';

const oldLine = '+12025550190';

test.each([
  ['of no share', 0, 0, oldLine],
  ['of every share', 100, 0.999_999, null],
  ['just within the share', 25, 0.249_999, null],
  ['just beyond it', 25, 0.25, oldLine],
])('a caller %s', (_, share, portion, to) => {
  expect(oldLineFor({ share, oldLine }, portion)).toBe(to);
});

test('without an old line everybody is answered here', () => {
  expect(oldLineFor(pilotSchema.parse({}), 0.5)).toBeNull();
  expect(oldLineFor({ share: 0, oldLine: null }, 0.5)).toBeNull();
});
