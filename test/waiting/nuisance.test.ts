import { expect, test } from 'vitest';
import { type Nuisance, refusedBy } from '../../src/waiting/nuisance.ts';

const mark = (queueId: string | null, until: number): Nuisance => ({
  ...{ id: `${queueId}`, caller: 'h', queueId, language: 'en', masked: '', reason: 'other' as const },
  ...{ note: '', by: 'anna', at: 0, until },
});
const support = { id: 'support', refusesNuisances: true };

test('a call is refused by the mark that holds longest, of its queue or of all', () => {
  const [short, long, elsewhere] = [mark('support', 20), mark(null, 30), mark('sales', 40)];
  expect(refusedBy([short, long, elsewhere], support, 10)).toBe(long);
  expect(refusedBy([short, elsewhere], support, 10)).toBe(short);
  expect(refusedBy([elsewhere], support, 10)).toBeNull();
});

test('at its very end it holds no more', () => {
  expect(refusedBy([mark(null, 20)], support, 19)).not.toBeNull();
  expect(refusedBy([mark(null, 20)], support, 20)).toBeNull();
});

test('a queue that refuses nobody takes everybody', () => {
  expect(refusedBy([mark(null, 20)], { ...support, refusesNuisances: false }, 10)).toBeNull();
});
