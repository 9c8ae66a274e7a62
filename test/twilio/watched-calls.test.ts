import { expect, test } from 'vitest';
import { createLogger } from '../../src/log.ts';
import { createMetrics } from '../../src/metrics.ts';
import type { RestOutcome } from '../../src/switchboard/telephony.ts';
import type { TwilioCalls } from '../../src/twilio/rest-client.ts';
import { watchedCalls } from '../../src/twilio/watched-calls.ts';

const DONE = { kind: 'done', value: null } as const;
const UNKNOWN = { kind: 'unknown' } as const;

/** A phone network that answers as it is told, and what is said of it. */
function watched() {
  const logged: { level: string; msg: string; code?: number }[] = [];
  const log = createLogger({
    level: 'info',
    destination: { write: (line) => void logged.push(JSON.parse(line)) },
  });
  const metrics = createMetrics();
  let answer: RestOutcome = DONE;
  const network = { hangUp: async () => answer } as unknown as TwilioCalls;
  const { calls, state } = watchedCalls(network, { log, metrics });
  return {
    logged,
    metrics,
    async after(...answers: RestOutcome[]) {
      for (answer of answers) expect(await calls.hangUp('CA1')).toBe(answer);
      return state();
    },
  };
}

test('given one failure, it is an accident; given two without an answer between them, the network is away until it answers', async () => {
  const { after, logged, metrics } = watched();
  expect(await after(DONE, UNKNOWN, DONE, UNKNOWN)).toBe('well');
  expect(await after(UNKNOWN)).toBe('away');
  expect(await metrics.text()).toContain('stillhere_phone_network_up 0');
  expect(await after(UNKNOWN, UNKNOWN)).toBe('away');
  expect(await after(DONE)).toBe('well');
  expect(await metrics.text()).toContain('stillhere_phone_network_up 1');
  expect(logged.map(({ level, msg }) => [level, msg.split(':')[0]])).toStrictEqual([
    ['error', "Twilio's API does not answer"],
    ['info', "Twilio's API answers again."],
  ]);
  expect(await metrics.text()).toContain(
    'stillhere_phone_network_requests_total{request="hangUp",outcome="unknown"} 5',
  );
});

test.each([401, 403, 20003, 20005, 10001])(
  'given that everything is refused (%s), it is known at once, and said once',
  async (code) => {
    const { after, logged } = watched();
    expect(await after({ kind: 'refused', code }, { kind: 'refused', code })).toBe('refuses');
    expect(logged).toMatchObject([{ level: 'error', code }]);
    expect(await after(DONE)).toBe('well');
  },
);

test.each([
  ['a number that is none', { kind: 'refused', code: 21211 }],
  ['a call that is over', { kind: 'gone' }],
  ['too many at once', { kind: 'throttled' }],
] as const)('given %s, the network is well: it has answered', async (_what, outcome) => {
  const { after, logged } = watched();
  expect(await after(outcome, UNKNOWN, outcome, UNKNOWN)).toBe('well');
  expect(logged).toStrictEqual([]);
});
