/** How a webhook is to be delivered; Twilio reads it from the URL's fragment (`#ct=1000&rt=2500&rc=1&rp=all`). */
export type ConnectionOverrides = {
  connectMs: number;
  readMs: number;
  totalMs: number;
  retryCount: number;
  retryPolicy: ReadonlySet<string>;
};

/**
 * Reads a fragment (without "#"). Ranges and defaults as Twilio documents them: ct 100–10000 (5000), rt and tt
 * 100–15000 (15000), rc 0–5 (1), rp of 4xx, 5xx, ct, rt, all (ct). What is out of range counts as not given.
 */
export function connectionOverrides(fragment: string): ConnectionOverrides {
  const known = cache.get(fragment);
  if (known !== undefined) return known;
  const given = new URLSearchParams(fragment);
  const overrides = {
    connectMs: within(given.get('ct'), 100, 10_000, 5_000),
    readMs: within(given.get('rt'), 100, 15_000, 15_000),
    totalMs: within(given.get('tt'), 100, 15_000, 15_000),
    retryCount: within(given.get('rc'), 0, 5, 1),
    retryPolicy: policy(given.get('rp')),
  };
  if (cache.size < 100) cache.set(fragment, overrides);
  return overrides;
}

/** Whether such a failure is tried again; null is no failure. */
export function retries(
  overrides: ConnectionOverrides,
  failure: 'ct' | 'rt' | '4xx' | '5xx' | null,
): boolean {
  return failure !== null && (overrides.retryPolicy.has(failure) || overrides.retryPolicy.has('all'));
}

const cache = new Map<string, ConnectionOverrides>();
const POLICIES = new Set(['4xx', '5xx', 'ct', 'rt', 'all']);

function within(text: string | null, least: number, most: number, otherwise: number): number {
  if (text === null || !/^\d+$/.test(text)) return otherwise;
  const value = Number(text);
  return value >= least && value <= most ? value : otherwise;
}

function policy(text: string | null): ReadonlySet<string> {
  const parts = (text ?? 'ct').split(',');
  return new Set(parts.every((part) => POLICIES.has(part)) ? parts : ['ct']);
}
