import { describe, expect, test } from 'vitest';
import type { Leg, LegAsks, Quiet } from '../../src/twiml/instructions.ts';
import { freshness, leadMs, newLeg, nothingKeyed, overdueAt, spread, wasAway } from '../../src/twiml/leg.ts';

const NOW = Date.UTC(2026, 0, 5, 9);

const QUIET: Quiet = {
  kind: 'quiet',
  silenceBeforeMs: 0,
  lines: [],
  leadIn: 'tone',
  silenceAfterMs: 60_000,
  leadMs: 7_000,
};

/** A leg that has asked for its third step a moment ago. */
function leg(changes: Partial<Leg> = {}): Leg {
  return { ...newLeg('CA1', 3, NOW - 100_000), askedAt: NOW, instruction: QUIET, ...changes };
}

function asks(changes: Partial<LegAsks> = {}): LegAsks {
  return { type: 'leg-asks', callSid: 'CA1', step: 4, from: 'end', digits: '', ...changes };
}

describe('what a request is to a leg', () => {
  test.each([
    ['of another leg', { callSid: 'CA2' }, 'foreign'],
    ['for a step that nobody asked for', {}, 'new'],
    ['for a step beyond the next', { step: 9 }, 'new'],
    ['for the step that was answered', { step: 3 }, 'repeat'],
    ['for an earlier step, with a key', { step: 2, digits: '5' }, 'repeat'],
    ['for the step that was answered, with a key', { step: 3, digits: '5' }, 'late-key'],
    ['the same after a recording, which a key ends', { step: 3, digits: '#', from: 'record' }, 'repeat'],
  ] as const)('one %s', (_what, changes, fresh) => {
    expect(freshness(leg(), asks(changes))).toBe(fresh);
  });

  test('given a step that was asked for with a key, that key again is a repeat', () => {
    expect(freshness(leg({ keys: '5' }), asks({ step: 3, digits: '5' }))).toBe('repeat');
  });
});

describe('whether a leg was away', () => {
  test.each([
    ['the next step', leg(), asks(), false],
    ['a step beyond it', leg(), asks({ step: 5 }), true],
    ['the next step of one that was recovered', leg({ askedAt: 0 }), asks(), true],
    ['the first step of one that is new', newLeg('CA1'), asks({ step: 1 }), false],
    ['a summons that we sent', leg({ summonedAt: NOW }), asks({ from: 'summons' }), false],
    ['a summons after it was asked after', leg({ checkedAt: NOW }), asks({ from: 'summons' }), true],
    ['by itself after it was asked after', leg({ checkedAt: NOW }), asks(), false],
  ])('asking for %s', (_what, before, request, away) => {
    expect(wasAway(before, request)).toBe(away);
  });
});

describe('when a leg is asked after', () => {
  test('15 s after it should have asked by itself, 6 s after it was summoned, 25 s after it was asked after', () => {
    const expectedAt = NOW + 53_000;
    expect(overdueAt(leg(), expectedAt)).toBe(expectedAt + 15_000);
    expect(overdueAt(leg({ summonedAt: NOW }), expectedAt)).toBe(NOW + 6_000);
    expect(overdueAt(leg({ summonedAt: NOW, checkedAt: NOW + 6_000 }), expectedAt)).toBe(NOW + 31_000);
  });
});

describe('a window for several keys in which none came', () => {
  const waiting = leg({ instruction: { ...QUIET, entry: { most: 4 } } });

  test('is nothing to answer while the silence goes on after it', () => {
    expect(nothingKeyed(waiting, asks({ from: 'words' }))).toBe(true);
    expect(nothingKeyed(waiting, asks({ from: 'words', digits: '4' }))).toBe(false);
    expect(nothingKeyed(waiting, asks({ from: 'end' }))).toBe(false);
    expect(nothingKeyed(leg(), asks({ from: 'words' }))).toBe(false);
  });

  test('given a silence that is no longer than the window, it asks for the next words', () => {
    const short = { ...QUIET, entry: { most: 4 }, silenceAfterMs: 12_000 };
    expect(nothingKeyed(leg({ instruction: short }), asks({ from: 'words' }))).toBe(false);
    const longer = { ...short, silenceAfterMs: 12_001 };
    expect(nothingKeyed(leg({ instruction: longer }), asks({ from: 'words' }))).toBe(true);
  });
});

describe('the lead of a leg', () => {
  test('is 7, 8 or 9 s, always the same for one leg, and each for about a third of them', () => {
    const leads = Array.from({ length: 3_000 }, (_, i) => leadMs(`CA${i.toString(16).padStart(32, '0')}`));
    for (const lead of [7_000, 8_000, 9_000]) {
      const share = leads.filter((one) => one === lead).length / leads.length;
      expect(share).toBeGreaterThan(0.25);
      expect(share).toBeLessThan(0.42);
    }
    expect(new Set(leads)).toStrictEqual(new Set([7_000, 8_000, 9_000]));
    expect(spread('CA1', 1_000)).toBe(spread('CA1', 1_000));
  });
});
