import { beforeEach, describe, expect, test } from 'vitest';
import type { Effect } from '../../src/contact/effects.ts';
import { createLogger } from '../../src/log.ts';
import { createEstimates } from '../../src/switchboard/estimates.ts';
import { createPerformer, type Performer } from '../../src/switchboard/perform-effects.ts';
import { createSweep, type Sweep } from '../../src/switchboard/sweep.ts';
import type { RestOutcome, Telephony } from '../../src/switchboard/telephony.ts';
import { aBoard, type Board } from './a-board.ts';

const MINUTE_MS = 60_000;

let b: Board;
let performer: Performer;
let sweep: Sweep;
/** When the network was asked for what, ms from the beginning. */
let asked: string[];
let tried: string[];
let logged: { level: string; msg: string; recordingSid?: string }[];
/** What Twilio answers to a deletion. */
let deletes: RestOutcome;

/** Every request to the network throws, as no telephony should. */
beforeEach(async () => {
  b = await aBoard();
  asked = [];
  tried = [];
  logged = [];
  deletes = { kind: 'done', value: null };
  const began = b.clock.now();
  const telephony = new Proxy({} as Telephony, {
    get: (_, name: string) => () => {
      asked.push(`${name} ${(b.clock.now() - began) / 1000}`);
      return name === 'deleteRecording' ? Promise.resolve(deletes) : Promise.reject(new TypeError('a bug'));
    },
  });
  const parts = {
    store: b.store,
    switchboard: b.board,
    clock: b.clock,
    log: createLogger({
      level: 'warn',
      destination: { write: (entry) => void logged.push(JSON.parse(entry) as (typeof logged)[number]) },
    }),
  };
  performer = createPerformer({
    ...parts,
    telephony,
    learn: createEstimates(b.store).learn,
    recordings: () => Promise.reject(new TypeError('a bug')),
    newId: () => 'a-clip',
    spokenMs: () => 0,
    callsPerSecond: Number.POSITIVE_INFINITY,
    random: () => 0.5,
    metrics: {
      effectTried: (type, result) => void tried.push(`${type} ${result}`),
      estimateAnomalies: () => {},
      promisesKept: () => {},
    },
    onMissedStep: () => {},
  });
  sweep = createSweep({
    ...parts,
    performer,
    news: { once: () => Promise.resolve() },
    presence: { once: () => Promise.resolve() },
    metrics: { storeIs: () => {}, sweepFailed: () => {} },
    onStoreAway: () => {},
    onStoreBack: () => {},
  });
});

/** The sweep goes round every second, or as often as is said. */
async function passes(ms: number, everyMs = 1_000): Promise<void> {
  for (const end = b.clock.now() + ms; b.clock.now() < end; ) {
    b.clock.moveTo(b.clock.now() + everyMs);
    await sweep.once();
    performer.start(b.effects.splice(0));
    await performer.idle();
  }
}

/** An effect that nothing else leads to, as a commit leaves it. */
async function leave(effect: Effect): Promise<void> {
  const result = await b.store.commit({
    now: b.clock.now(),
    eventId: null,
    contacts: [],
    tallies: [],
    desks: [],
    effects: [effect],
  });
  if (result.outcome === 'committed') performer.start(result.effects);
  await performer.idle();
}

describe('an effect that throws', () => {
  test('is tried ever less often for ten minutes, and then no more', async () => {
    await leave({ type: 'hang-up-leg', callSid: 'CA1' });
    await passes(60 * MINUTE_MS);
    expect(asked).toEqual([0, 5, 10, 20, 40, 80, 160, 320, 640].map((at) => `hangUp ${at}`));
    expect(tried).toEqual([...Array<string>(8).fill('hang-up-leg retried'), 'hang-up-leg given-up']);
    expect(await b.store.claimEffects(b.clock.now() + 60 * MINUTE_MS, 1, 9)).toEqual([]);
  });

  test('is told to the log at the first time and at the end', async () => {
    await leave({ type: 'hang-up-leg', callSid: 'CA1' });
    await passes(60 * MINUTE_MS);
    expect(logged.map(({ level, msg }) => [level, msg])).toEqual([
      ['warn', 'Failed to perform an effect; it is tried for ten minutes.'],
      ['error', 'Failed to perform an effect; it was given up.'],
    ]);
  });

  test('does not keep what comes after it waiting', async () => {
    await leave({ type: 'hang-up-leg', callSid: 'CA1' });
    await leave({ type: 'remember-cadence', caller: 'key', cadence: 'news-only' });
    expect(await b.store.recall('cadence:key')).toBe('news-only');
  });

  test('and is a note that was spoken: the operator is told, and it is deleted', async () => {
    await b.opens('anna');
    await b.arrives('1');
    await b.board.take('anna', null);
    await b.deskAsks('anna');
    await b.callerAsks('1');
    await b.board.tellContact('1', { type: 'hold', operator: 'anna', reason: '', backInMs: null });
    const before = await b.deskAsks('anna');
    expect(before?.status).toBe('holding');
    await leave({ type: 'keep-note', operator: 'anna', id: '1', recordingSid: 'RE1' });
    b.effects.length = 0;
    await passes(11 * MINUTE_MS);
    expect(tried.filter((one) => !one.startsWith('keep-note retried'))).toContain('keep-note given-up');
    expect(asked.filter((one) => one.startsWith('delete'))).toHaveLength(1);
    expect(JSON.stringify(await b.store.readDesk('anna'))).toContain('desk.note-refused');
  });

  test('and is a call that was promised: a person owes it in the end', async () => {
    await b.arrives('1', { from: '+12025550143', caller: 'key' });
    await b.callerAsks('1', '2');
    await b.callerAsks('1', '1');
    await b.hangsUp('1');
    await b.opens('anna', 'auto');
    b.effects.length = 0;
    await b.board.match();
    performer.start(b.effects.splice(0));
    await passes(60 * MINUTE_MS);
    expect(await b.store.owed(9)).toMatchObject([{ id: '1', owes: { kind: 'callback-failed' } }]);
    expect(asked.filter((one) => one.startsWith('ringCaller'))).toHaveLength(3);
  });
});

describe('a recording that is to be deleted while Twilio does not answer', () => {
  const HOUR_MS = 60 * MINUTE_MS;

  test('is asked for ever less often, and is gone when it answers again', async () => {
    deletes = { kind: 'unknown' };
    await leave({ type: 'delete-recording', recordingSid: 'RE1' });
    await passes(2 * HOUR_MS);
    const before = asked.length;
    expect(before).toBeGreaterThan(6);
    expect(before).toBeLessThan(20);
    deletes = { kind: 'done', value: null };
    await passes(3 * HOUR_MS);
    expect(asked).toHaveLength(before + 1);
    expect(logged).toEqual([]);
  });

  test('and never does: after a day the log says which a person has to delete', async () => {
    deletes = { kind: 'unknown' };
    await leave({ type: 'delete-recording', recordingSid: 'RE1' });
    await passes(50 * HOUR_MS, MINUTE_MS);
    expect(tried.at(-1)).toBe('delete-recording given-up');
    expect(logged).toMatchObject([{ level: 'error', recordingSid: 'RE1' }]);
    expect(await b.store.claimEffects(b.clock.now() + 48 * HOUR_MS, 1, 9)).toEqual([]);
  });
});

test('a record that cannot be swept is told to the log every ten minutes, not each time', async () => {
  await b.arrives('1');
  b.effects.length = 0;
  b.board.tellContact = () => Promise.reject(new TypeError('a bug'));
  await passes(25 * MINUTE_MS);
  expect(logged.map(({ level }) => level)).toEqual(['error', 'error', 'error']);
});
