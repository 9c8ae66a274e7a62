// The fragment of a webhook URL: ct 100–10000 ms (5000), rt and tt 100–15000 (15000), rc 0–5 (1), rp of 4xx 5xx ct rt all (ct).
import { describe, expect, test } from 'vitest';
import { connectionOverrides, retries } from '../../src/emulator/connection-overrides.ts';

const DEFAULTS = {
  connectMs: 5_000,
  readMs: 15_000,
  totalMs: 15_000,
  retryCount: 1,
  retryPolicy: new Set(['ct']),
};

describe('connection overrides', () => {
  test.each([
    ['', DEFAULTS],
    ['ct=99&rt=15001&tt=x&rc=6&rp=often', DEFAULTS],
    [
      'ct=1000&rt=2500&tt=5000&rc=1&rp=all',
      { connectMs: 1_000, readMs: 2_500, totalMs: 5_000, retryCount: 1, retryPolicy: new Set(['all']) },
    ],
    ['rc=0&rp=ct,rt,5xx', { ...DEFAULTS, retryCount: 0, retryPolicy: new Set(['ct', 'rt', '5xx']) }],
  ])('given "%s", when read, then it is what Twilio documents', (fragment, expected) => {
    expect(connectionOverrides(fragment)).toEqual(expected);
  });

  test('given a policy, when something fails, then only that is tried again', () => {
    expect(retries(connectionOverrides(''), 'ct')).toBe(true);
    expect(retries(connectionOverrides(''), '5xx')).toBe(false);
    expect(retries(connectionOverrides('rp=all'), '4xx')).toBe(true);
    expect(retries(connectionOverrides('rp=all'), null)).toBe(false);
  });
});
