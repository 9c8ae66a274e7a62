import { describe, expect, it } from 'vitest';
import { scripts } from '../support/scripts.ts';
import { type MomentName, type ValuesOf, line } from '../../src/voice-script/moments.ts';
import { durationInWords, rangeInWords } from '../../src/voice-script/phrases.ts';
import { renderLine } from '../../src/voice-script/render.ts';
import type { DurationForm } from '../../src/voice-script/value-kinds.ts';

function german() {
  const { de } = scripts.languages;
  if (!de) throw new Error('Failed to find German. Put its folder back.');
  return de;
}

function duration(form: DurationForm, seconds: number): string {
  return durationInWords(german().phrases, german().numbers, form, seconds);
}

function say<M extends MomentName>(moment: M, values: ValuesOf<M>, turn = 0): string {
  return renderLine(scripts, 'de', line(moment, values), turn).text;
}

describe('German numbers, cases and plurals', () => {
  it.each([
    [1, 'in einer Sekunde'],
    [45, 'in fünfundvierzig Sekunden'],
    [60, 'in einer Minute'],
    [61, 'in einundsechzig Sekunden'],
    [90, 'in anderthalb Minuten'],
    [97, 'in einer Minute und siebenunddreißig Sekunden'],
    [120, 'in zwei Minuten'],
    [150, 'in zweieinhalb Minuten'],
    [181, 'in drei Minuten und einer Sekunde'],
    [1_260, 'in einundzwanzig Minuten'],
    [1_800, 'in einer halben Stunde'],
    [3_600, 'in einer Stunde'],
    [3_660, 'in einer Stunde und einer Minute'],
    [0, 'jetzt'],
  ])('in %d s', (seconds, words) => {
    expect(duration('in', seconds)).toBe(words);
  });

  it.each([
    ['every', 60, 'jede Minute'],
    ['every', 90, 'alle anderthalb Minuten'],
    ['every', 120, 'alle zwei Minuten'],
    ['every', 1_800, 'jede halbe Stunde'],
    ['about', 55, 'etwa eine Minute'],
    ['about', 100, 'etwa zwei Minuten'],
    ['about', 1_800, 'etwa eine halbe Stunde'],
    ['about', 4_000, 'etwa anderthalb Stunden'],
    ['for', 61, 'eine Minute'],
    ['for', 7_260, 'zwei Stunden und eine Minute'],
  ] as const)('%s %d s', (form, seconds, words) => {
    expect(duration(form, seconds)).toBe(words);
  });

  it.each([
    [4, 7, 'vier bis sieben Minuten'],
    [1, 2, 'ein bis zwei Minuten'],
    [1, 1, 'etwa eine Minute'],
    [5, 5, 'etwa fünf Minuten'],
    [0, 1, 'weniger als zwei Minuten'],
    [1, 90, 'eine Minute bis über eine Stunde'],
    [25, 90, 'fünfundzwanzig Minuten bis über eine Stunde'],
    [60, 90, 'über eine Stunde'],
  ])('from %d to %d minutes', (low, high, words) => {
    expect(rangeInWords(german().phrases, german().numbers, low, high)).toBe(words);
  });

  it('names places by number', () => {
    const places = [1, 3, 16, 21, 37, 100].map((position) =>
      say('greeting.place', { position, rangeLow: -1, rangeHigh: -1 }),
    );
    expect(places).toStrictEqual([
      'Sie sind auf Platz eins.',
      'Sie sind auf Platz drei.',
      'Sie sind auf Platz sechzehn.',
      'Sie sind auf Platz einundzwanzig.',
      'Sie sind auf Platz siebenunddreißig.',
      'Sie sind auf Platz 100.',
    ]);
  });
});

describe('a call in German', () => {
  it('greets, checks in and holds', () => {
    const greeting = [
      line('greeting.welcome', { queueName: 'Acme Kundendienst' }),
      line('greeting.place', { position: 3, rangeLow: 4, rangeHigh: 7 }),
      line('greeting.quiet', { firstSeconds: 45, everySeconds: 60 }),
      line('greeting.keys', {}),
    ];
    expect(greeting.map((one) => renderLine(scripts, 'de', one, 0).text).join(' ')).toBe(
      'Acme Kundendienst. Sie sind auf Platz drei: vier bis sieben Minuten. Jetzt wird es still, ohne Musik. Nächste Meldung in fünfundvierzig Sekunden, dann jede Minute. Jede Taste sagt Ihnen, wie es steht.',
    );
    const second = { position: 2, rangeLow: 3, rangeHigh: 5, nextSeconds: 60 };
    expect(say('line.check-in', { ...second, change: 'moved-up' })).toBe(
      'Jetzt Platz zwei: drei bis fünf Minuten. Nächste Meldung in einer Minute.',
    );
    const hold = { operator: 'Anna', reason: 'suche Ihre Rechnung', expectedSeconds: 120, nextSeconds: 60 };
    expect(say('hold.begin', hold)).toBe(
      'Anna: suche Ihre Rechnung, etwa zwei Minuten. Jetzt ist es still; nächste Meldung in einer Minute. Um Anna zurückzuholen, drücken Sie die 0.',
    );
  });
});
