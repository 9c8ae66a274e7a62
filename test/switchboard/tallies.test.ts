import { describe, expect, test } from 'vitest';
import type { Connected, Contact, Waiting } from '../../src/contact/contact.ts';
import { visitOf } from '../../src/contact/visit.ts';
import { talliesOf } from '../../src/switchboard/tallies.ts';
import { defaultQueueSettings } from '../../src/waiting/queue-settings.ts';
import { ended, START, waiting } from '../store/samples.ts';

const queue = defaultQueueSettings('support', 'Support');
const MINUTE_MS = 60_000;

/** A caller who was told a range of minutes on arrival; `high` is null with "more than an hour". */
function toldOf(low: number, high: number | null, at = START): Waiting {
  const range = { kind: high === null ? 'more-than' : 'range', low, high: high ?? 90 } as const;
  const wait = { ...range, at, promise: null, firstPromise: null, first: { at, low, high } };
  return waiting('c1', 1, { told: { position: 2, onDuty: true, wait } });
}

function connected(contact: Waiting): Connected {
  return {
    ...visitOf(contact),
    status: 'connected',
    leg: contact.leg,
    server: { operator: 'anna', displayName: 'Anna' },
    talk: 't',
    connectedAt: START,
    left: { caller: null, operator: null, polls: 0 },
  };
}

function ranges(before: Contact, after: Contact, minutes: number): string[] {
  const tallies = talliesOf(before, after, queue, START + minutes * MINUTE_MS);
  return tallies.flatMap(({ add }) => Object.keys(add)).filter((name) => name.startsWith('ranges'));
}

describe('the first range that was told in a wait', () => {
  test.each([
    ['came true within it', 4, 7, 5, 'ranges-true'],
    ['came true at its very end', 4, 7, 7, 'ranges-true'],
    ['was too short', 4, 7, 7.1, 'ranges-longer'],
    ['was too long', 4, 7, 3.9, 'ranges-shorter'],
    ['came true with "less than"', 0, 2, 0.1, 'ranges-true'],
    ['came true with "more than an hour"', 60, null, 61, 'ranges-true'],
  ])('%s', (_, low, high, minutes, name) => {
    const before = toldOf(low, high);
    expect(ranges(before, connected(before), minutes)).toStrictEqual(['ranges', name]);
  });

  test('of who left, only that it was too short can be known', () => {
    expect(ranges(toldOf(4, 7), ended('c1', 2), 5)).toStrictEqual(['ranges']);
    expect(ranges(toldOf(4, 7), ended('c1', 2), 8)).toStrictEqual(['ranges', 'ranges-longer']);
  });

  test('that was told in an earlier call was judged when that call ended', () => {
    const before = toldOf(4, 7, START - MINUTE_MS);
    expect(ranges(before, connected(before), 5)).toStrictEqual([]);
  });

  test('of a record from before it was kept is not judged', () => {
    const before = waiting('c1', 1);
    expect(ranges(before, connected(before), 5)).toStrictEqual([]);
  });
});

test('a wait that ends at no whole millisecond is counted as one that does: nothing else can be committed', () => {
  const before = waiting('c1', 1);
  const [tally] = talliesOf(before, connected(before), queue, START + 20_000.6);
  expect(tally?.add).toStrictEqual({ taken: 1, 'taken-in-30': 1, 'waited-ms': 20_001 });
  expect(tally?.longestWaitMs).toBe(20_001);
});

test('what changes nothing that is counted adds nothing', () => {
  expect(talliesOf(waiting('c1', 1), waiting('c1', 2), queue, START)).toStrictEqual([]);
  expect(talliesOf(ended('c1', 1), ended('c1', 2), queue, START)).toStrictEqual([]);
});
