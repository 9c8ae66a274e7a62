// oxlint-disable vitest/no-conditional-expect -- what has to hold depends on what was drawn
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bandOf, frontPlace, placeOf } from '../../src/waiting/line.ts';
import {
  defaultQueueSettings,
  queueForNumber,
  queueSettingsSchema,
} from '../../src/waiting/queue-settings.ts';

const ARRIVAL = fc.integer({ min: 0, max: 9_999_999_999_998 });
const PRIORITY = fc.integer({ min: 0, max: 9 });

test('who goes back to the front stands before every priority, a higher priority before a lower one', () => {
  const arrived = Date.UTC(2026, 0, 5, 9);
  const places = [frontPlace(arrived), ...[9, 8, 7, 6, 5, 4, 3, 2, 1, 0].map((one) => placeOf(one, arrived))];
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(new Set(places).size).toBe(11);
});

test('within a band first come, first served, to the millisecond, at the front as well', () => {
  fc.assert(
    fc.property(PRIORITY, ARRIVAL, (priority, at) => {
      expect(placeOf(priority, at)).toBeLessThan(placeOf(priority, at + 1));
      expect(frontPlace(at)).toBeLessThan(frontPlace(at + 1));
      expect(placeOf(priority, at + 1) - placeOf(priority, at)).toBe(1);
    }),
  );
});

test('priority counts before arrival, whatever the arrivals', () => {
  fc.assert(
    fc.property(PRIORITY, PRIORITY, ARRIVAL, ARRIVAL, (a, b, first, second) => {
      if (a > b) expect(placeOf(a, first)).toBeLessThan(placeOf(b, second));
      expect(frontPlace(first)).toBeLessThan(placeOf(a, second));
    }),
  );
});

test('places are exact: below 2^53, and the arrival can be read back off them', () => {
  const last = placeOf(0, 9_999_999_999_999);
  expect(last).toBeLessThan(Number.MAX_SAFE_INTEGER);
  expect(last % 1e13).toBe(9_999_999_999_999);
  fc.assert(
    fc.property(PRIORITY, ARRIVAL, (priority, at) => {
      expect(placeOf(priority, at) % 1e13).toBe(at);
    }),
  );
});

test('a priority out of range is brought into it', () => {
  expect(bandOf(99)).toBe(bandOf(9));
  expect(bandOf(-1)).toBe(bandOf(0));
  expect(bandOf(4.6)).toBe(bandOf(5));
});

test('a queue’s settings as they are from the start are valid', () => {
  const queue = defaultQueueSettings('support', 'Support');
  expect(queueSettingsSchema.parse(queue)).toEqual(queue);
});

test('a called number leads to the queue that lists it, else to support, else to the first', () => {
  const support = defaultQueueSettings('support', 'Support');
  const billing = { ...defaultQueueSettings('billing', 'Billing'), numbers: ['+15550101'] };
  expect(queueForNumber([billing, support], '+15550101')).toBe(billing);
  expect(queueForNumber([billing, support], '+15550100')).toBe(support);
  expect(queueForNumber([billing], '+15550100')).toBe(billing);
  expect(queueForNumber([], '+15550100')).toBeUndefined();
});
