import { describe, expect, test } from 'vitest';
import { promiseReader } from './judge/promises.ts';
import { simulate, type SimulationResult } from './simulate.ts';
import { type Trouble, TROUBLES } from './world/weather.ts';
import { loadVoiceScripts } from '../../src/voice-script/load.ts';

/** What broke, with the transcript; null where nothing did. */
function broken({ failure }: SimulationResult): string | null {
  if (failure === null) return null;
  const { seed, contacts, troubles, violation } = failure;
  const where = `seed ${seed}, ${contacts} contacts, ${troubles.join(' ')}`;
  return `${violation.invariant} with ${where}: ${violation.message}\n${violation.transcript}`;
}

describe('a simulation', () => {
  test('given the same seed, everything audible is the same', async () => {
    const first = await simulate({ contacts: 120, contactsPerWorld: 40, seed: 5 });
    const again = await simulate({ contacts: 120, contactsPerWorld: 40, seed: 5 });
    const other = await simulate({ contacts: 120, contactsPerWorld: 40, seed: 6 });
    expect(again.traceHash).toBe(first.traceHash);
    expect(again.counts).toEqual(first.counts);
    expect(other.traceHash).not.toBe(first.traceHash);
  });

  test('in calm weather every promise is kept to the letter', async () => {
    const result = await simulate({ contacts: 300, contactsPerWorld: 150, seed: 1, troubles: [] });
    expect(broken(result)).toBeNull();
    expect(result.counts.get('contacts')).toBe(300);
    expect(result.counts.get('keys answered')).toBeGreaterThan(300);
    expect(result.counts.get('talks')).toBeGreaterThan(80);
    expect(result.counts.get('slowest answer to a key, ms')).toBeLessThanOrEqual(2_000);
    expect(result.counts.get('latest words, ms after the promised time')).toBeLessThanOrEqual(100);
  });

  test.each(TROUBLES)('with trouble of one kind, promises are kept: %s', async (trouble) => {
    expect(
      broken(await simulate({ contacts: 60, contactsPerWorld: 60, seed: 11, troubles: [trouble] })),
    ).toBeNull();
  });

  test('with the trouble that each seed draws', async () => {
    expect(broken(await simulate({ contacts: 400, contactsPerWorld: 80, seed: 100 }))).toBeNull();
  });
});

describe('seeds that found something once', () => {
  const FOUND: { found: string; seed: number; contacts: number; troubles: Trouble[] }[] = [
    {
      found:
        'the document that led into a talk was lost: the fallback had one leg, the other was alone in the room',
      ...{ seed: 5, contacts: 120, troubles: ['webhooks-lost'] },
    },
    {
      found:
        'a call that was taken before it had been picked up counted as over, and the caller was hung up on',
      ...{ seed: 2, contacts: 120, troubles: ['webhooks-lost'] },
    },
    {
      found: 'a leg that was resumed twice went on by two steps, and the next words came at once',
      ...{ seed: 1, contacts: 120, troubles: ['webhooks-repeated', 'server-killed'] },
    },
    {
      found: 'an operator who ended the wrap-up by the console never heard why the talk had ended',
      ...{ seed: 37, contacts: 250, troubles: [] },
    },
  ];
  test.each(FOUND)('$found', async ({ seed, contacts, troubles }) => {
    expect(broken(await simulate({ contacts, contactsPerWorld: contacts, seed, troubles }))).toBeNull();
  });
});

describe('what was promised is read from what was said', () => {
  const promised = promiseReader(loadVoiceScripts('voice-scripts'));
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
