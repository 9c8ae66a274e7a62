import { describe, expect, test } from 'vitest';
import { promiseReader } from './judge/promises.ts';
import { simulate, type SimulationResult } from './simulate.ts';
import { TROUBLES } from './world/weather.ts';
import { scripts } from '../support/scripts.ts';

/** What broke, with the transcript; null where nothing did. */
function broken({ failure }: SimulationResult): string | null {
  if (failure === null) return null;
  const { seed, contacts, troubles, violation } = failure;
  const where = `seed ${seed}, ${contacts} contacts, ${troubles.join(' ')}`;
  return `${violation.invariant} with ${where}: ${violation.message}\n${violation.transcript}`;
}

describe('a simulation', () => {
  test('given the same seed, everything audible is the same', async () => {
    const first = await simulate({ contacts: 24, contactsPerWorld: 12, seed: 5 });
    const again = await simulate({ contacts: 24, contactsPerWorld: 12, seed: 5 });
    const other = await simulate({ contacts: 24, contactsPerWorld: 12, seed: 60 });
    expect(again.traceHash).toBe(first.traceHash);
    expect(again.counts).toEqual(first.counts);
    expect(other.traceHash).not.toBe(first.traceHash);
  });

  test('in calm weather every promise is kept to the letter', async () => {
    const result = await simulate({ contacts: 200, contactsPerWorld: 100, seed: 1, troubles: [] });
    expect(broken(result)).toBeNull();
    // Some call again.
    expect(result.counts.get('contacts')).toBeGreaterThanOrEqual(200);
    expect(result.counts.get('calls back')).toBeGreaterThan(5);
    expect(result.counts.get('calls back booked')).toBeGreaterThan(10);
    expect(result.counts.get('keys answered')).toBeGreaterThan(200);
    expect(result.counts.get('talks')).toBeGreaterThan(40);
    expect(result.counts.get('talks by phone alone')).toBeGreaterThan(0);
    expect(result.counts.get('slowest answer to a key, ms')).toBeLessThanOrEqual(2_000);
    // A number or code that nobody keys costs one request more within the silence, whose rest is whole seconds again.
    expect(result.counts.get('latest words, ms after the promised time')).toBeLessThanOrEqual(1_000);
  });

  test.each(TROUBLES)('with trouble of one kind, promises are kept: %s', async (trouble) => {
    expect(
      broken(await simulate({ contacts: 40, contactsPerWorld: 40, seed: 11, troubles: [trouble] })),
    ).toBeNull();
  });

  test('with the trouble that each seed draws', async () => {
    expect(broken(await simulate({ contacts: 160, contactsPerWorld: 80, seed: 100 }))).toBeNull();
  });
});

describe('what was promised is read from what was said', () => {
  const promised = promiseReader(scripts);
  test.each([
    ['It will be quiet now, no music. Next word in forty-five seconds, then every minute.', 45_000],
    ['From now on only when something changes. Next word in ten minutes at the latest.', 600_000],
    [
      'Anna: back in two minutes, about a minute. Quiet now; next word in a minute and a half. Press 0.',
      90_000,
    ],
    ['Теперь тихо. Следующее слово через полторы минуты.', 90_000],
    ['Here is Anna.', null],
  ])('%s', (text, ms) => {
    expect(promised(text)).toBe(ms);
  });
});
