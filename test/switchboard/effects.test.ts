import { beforeEach, describe, expect, test } from 'vitest';
import { createLogger } from '../../src/log.ts';
import { type Store, StoreUnavailable } from '../../src/store/store.ts';
import { createEstimates } from '../../src/switchboard/estimates.ts';
import { createPerformer, type Performer } from '../../src/switchboard/perform-effects.ts';
import { createSweep, type Sweep } from '../../src/switchboard/sweep.ts';
import type { RestOutcome } from '../../src/switchboard/telephony.ts';
import { aBoard, type Board } from './a-board.ts';

/** What the network answers to the next requests, and what it was asked. */
type Network = { answers: RestOutcome<unknown>[]; asked: string[] };

let b: Board;
let network: Network;
let performer: Performer;
let sweep: Sweep;
let missed: [string, number][];
let events: string[];
let storeWrap: (store: Store) => Store = (store) => store;

const log = createLogger({ level: 'silent' });

beforeEach(async () => {
  await begin();
});

async function begin(): Promise<void> {
  b = await aBoard();
  const store = storeWrap(b.store);
  network = { answers: [], asked: [] };
  missed = [];
  events = [];
  const done: RestOutcome<unknown> = { kind: 'done', value: null };
  function ask(what: string): Promise<RestOutcome<never>> {
    network.asked.push(what);
    return Promise.resolve((network.answers.shift() ?? done) as RestOutcome<never>);
  }
  performer = createPerformer({
    store,
    switchboard: b.board,
    learn: createEstimates(store).learn,
    clock: b.clock,
    recordings: async () => ({ kind: 'gone' }),
    newId: () => 'a-clip',
    callsPerSecond: Number.POSITIVE_INFINITY,
    random: () => 0.5,
    log,
    metrics: {
      effectTried: (type, result) => void events.push(`${type} ${result}`),
      estimateAnomalies: (count) => void events.push(`${count} anomalies`),
      promisesKept: (queue) => void events.push(`promises of ${queue}`),
    },
    onMissedStep: (callSid, step) => void missed.push([callSid, step]),
    telephony: {
      summonContact: (contact, callSid, step) => ask(`fetch ${contact.id} ${callSid} step ${step}`),
      summonDesk: (desk, callSid, step) => ask(`fetch ${desk.operator} ${callSid} step ${step}`),
      ringDesk: (desk) => ask(`ring ${desk.operator}`),
      ringCaller: (contact) => ask(`call ${contact.id}`),
      deleteRecording: (recordingSid) => ask(`delete ${recordingSid}`),
      hangUp: (callSid) => ask(`hang up ${callSid}`),
      setListener: (callSid, { mode }) => ask(`${mode} ${callSid}`),
      isLive: (callSid) => ask(`is live ${callSid}`),
    },
  });
  sweep = createSweep({
    store,
    switchboard: b.board,
    performer,
    news: { once: () => Promise.resolve() },
    presence: { once: () => Promise.resolve() },
    clock: b.clock,
    log,
    metrics: { storeIsUp: (isUp) => void events.push(`store ${isUp ? 'up' : 'down'}`) },
    onStoreAway: () => {},
    onStoreBack: () => void events.push('store back'),
  });
}

/** Does what the board's commits left to be done. */
async function perform(): Promise<void> {
  const entries = b.effects.splice(0);
  performer.start(entries.filter(({ effect }) => effect.type !== 'match'));
  await performer.idle();
}

async function passes(ms: number): Promise<void> {
  b.clock.moveTo(b.clock.now() + ms);
  await sweep.once();
  await performer.idle();
  b.effects.length = 0;
}

async function anOperatorTakesACaller(): Promise<void> {
  await b.opens('anna');
  await b.arrives('1');
  for (const { id } of b.effects.splice(0)) await b.store.finishEffect(id);
  await b.board.take('anna', null);
}

async function annaOpens(): Promise<void> {
  await b.board.tellDesk('anna', {
    type: 'open',
    operator: 'anna',
    address: 'client:anna',
    mode: 'auto',
    queues: ['support'],
    displayName: 'Anna',
    intentId: 'intent-anna',
    language: 'en',
  });
}

describe('fetching a leg', () => {
  test('once, and it is done', async () => {
    await anOperatorTakesACaller();
    await perform();
    expect(network.asked).toEqual(['fetch anna CA-anna step 2']);
    expect(await b.store.claimEffects(b.clock.now() + 60_000, 1, 9)).toEqual([]);
  });

  test('void once the leg has asked by itself', async () => {
    await anOperatorTakesACaller();
    const entries = b.effects.splice(0);
    await b.deskAsks('anna');
    performer.start(entries);
    await performer.idle();
    expect(network.asked).toEqual([]);
  });

  test.each(['throttled', 'unknown'] as const)(
    '%s: again, later and later, six times at most',
    async (kind) => {
      await anOperatorTakesACaller();
      network.answers = Array.from({ length: 9 }, () => ({ kind }));
      await perform();
      const at = [b.clock.now()];
      for (let second = 0; second < 60 && network.asked.length < 9; second++) {
        const before = network.asked.length;
        b.clock.moveTo(b.clock.now() + 250);
        performer.start(await b.store.claimEffects(b.clock.now(), 5_000, 9));
        await performer.idle();
        if (network.asked.length > before) at.push(b.clock.now());
      }
      expect(network.asked).toEqual(Array(6).fill('fetch anna CA-anna step 2'));
      const waits = at.slice(1).map((time, i) => time - (at[i] ?? 0));
      expect(waits).toEqual(waits.toSorted((one, other) => one - other));
      expect(events.at(-1)).toBe('summon-leg given-up');
    },
  );

  test('gone: the desk’s line has ended, and the caller keeps the place', async () => {
    await anOperatorTakesACaller();
    network.answers = [{ kind: 'gone' }];
    await perform();
    expect(await b.store.readDesk('anna')).toMatchObject({ status: 'closed', why: 'line-lost' });
    expect(await b.store.takeable(['support'], 1)).toMatchObject([{ id: '1', status: 'waiting' }]);
  });

  test('refused: not asked again', async () => {
    await anOperatorTakesACaller();
    network.answers = [{ kind: 'refused', code: 21205 }];
    await perform();
    expect(await b.store.claimEffects(b.clock.now() + 60_000, 1, 9)).toEqual([]);
  });
});

describe('ringing an operator', () => {
  test('the desk learns its CallSid', async () => {
    await annaOpens();
    network.answers = [{ kind: 'done', value: { callSid: 'CA7' } }];
    await perform();
    expect(await b.store.readDesk('anna')).toMatchObject({ status: 'ringing', leg: { callSid: 'CA7' } });
  });

  test('never twice: neither from the outbox of a crashed instance nor when it is not known whether it rang', async () => {
    await annaOpens();
    const entries = b.effects.splice(0);
    network.answers = [{ kind: 'unknown' }];
    performer.start(entries);
    await performer.idle();
    performer.start(entries);
    await performer.idle();
    await passes(10_000);
    expect(network.asked).toEqual(['ring anna']);
    expect(await b.store.readDesk('anna')).toMatchObject({ status: 'ringing' });
  });

  test('throttled never happened, so it is tried again', async () => {
    await annaOpens();
    network.answers = [{ kind: 'throttled' }, { kind: 'done', value: { callSid: 'CA7' } }];
    await perform();
    await passes(3_000);
    expect(network.asked).toEqual(['ring anna', 'ring anna']);
    expect(await b.store.readDesk('anna')).toMatchObject({ leg: { callSid: 'CA7' } });
  });

  test('refused: the console learns that nothing rings', async () => {
    await annaOpens();
    network.answers = [{ kind: 'refused', code: 21211 }];
    await perform();
    expect(await b.store.readDesk('anna')).toMatchObject({ status: 'closed', why: 'no-answer' });
  });

  test('void once the desk is closed again', async () => {
    await annaOpens();
    const entries = b.effects.splice(0);
    await b.board.tellDesk('anna', { type: 'close' });
    performer.start(entries);
    await performer.idle();
    expect(network.asked).toEqual([]);
  });
});

describe('calling a caller back', () => {
  const NUMBER = '+12025550143';

  /** A caller books a call by key 2 and 1, hears the last words, and hangs up; an operator is free, and it is their turn. */
  async function itsTurnComes(): Promise<void> {
    await b.arrives('1', { from: NUMBER, caller: 'key' });
    await b.callerAsks('1', '2');
    await b.callerAsks('1', '1');
    await b.hangsUp('1');
    await b.opens('anna', 'auto');
    b.effects.length = 0;
    await b.board.match();
  }

  const contact = async () => (await b.store.readContact('1', '')).contact;

  test('the contact learns its CallSid', async () => {
    await itsTurnComes();
    network.answers = [{ kind: 'done', value: { callSid: 'CA7' } }];
    await perform();
    expect(network.asked).toEqual(['call 1']);
    expect(await contact()).toMatchObject({ status: 'calling-back', leg: { callSid: 'CA7' } });
  });

  test('never twice: neither from the outbox of a crashed instance nor when it is not known whether it rang', async () => {
    await itsTurnComes();
    const entries = b.effects.splice(0);
    network.answers = [{ kind: 'unknown' }];
    performer.start(entries);
    await performer.idle();
    performer.start(entries);
    await performer.idle();
    expect(network.asked).toEqual(['call 1']);
    expect(await contact()).toMatchObject({ status: 'calling-back', leg: null });
  });

  test('throttled never happened, so it is tried again', async () => {
    await itsTurnComes();
    network.answers = [{ kind: 'throttled' }, { kind: 'done', value: { callSid: 'CA7' } }];
    await perform();
    await passes(3_000);
    expect(network.asked).toEqual(['call 1', 'call 1']);
  });

  test('refused: nothing rings, and the place is kept', async () => {
    await itsTurnComes();
    network.answers = [{ kind: 'refused', code: 21211 }];
    await perform();
    expect(await contact()).toMatchObject({ status: 'place-kept', why: 'callback' });
  });
});

describe('what was said', () => {
  test.each([
    ['deleted', [{ kind: 'done', value: null }], 1],
    ['not known whether deleted: again', [{ kind: 'unknown' }, { kind: 'gone' }], 2],
  ] as const)('%s', async (_, answers, times) => {
    await b.arrives('1');
    await b.board.tellContact('1', {
      type: 'recorded',
      recordingSid: 'RE1',
      seconds: 7,
      kind: 'while-waiting',
    });
    b.effects.length = 0;
    await b.board.tellContact('1', { type: 'words-deleted' });
    network.answers = [...answers];
    await perform();
    await passes(3_000);
    expect(network.asked).toEqual(Array(times).fill('delete RE1'));
    expect((await b.store.readContact('1', '')).contact).toMatchObject({ words: null });
  });
});

describe('a leg that should have asked', () => {
  test('lives: it is fetched home, and counted as a missed step', async () => {
    await b.arrives('1');
    network.answers = [{ kind: 'done', value: true }];
    await passes(120_000);
    performer.start(await b.store.claimEffects(b.clock.now() + 10_000, 5_000, 9));
    await performer.idle();
    expect(network.asked).toEqual(['is live CA1', 'fetch 1 CA1 step 2']);
    expect(missed).toEqual([['CA1', 1]]);
  });

  test.each([
    ['is gone', { kind: 'gone' }],
    ['is over', { kind: 'done', value: false }],
  ] as const)('%s: the place is kept for who calls again', async (_, answer) => {
    await b.arrives('1');
    network.answers = [answer];
    await passes(120_000);
    performer.start(await b.store.claimEffects(b.clock.now() + 10_000, 5_000, 9));
    await performer.idle();
    expect((await b.store.readContact('1', '')).contact).toMatchObject({
      status: 'place-kept',
      why: 'dropped',
      leg: null,
    });
    expect((await b.store.readContact('1', '')).position).toBe(1);
  });

  test('cannot be asked after: the next deadline does', async () => {
    await b.arrives('1');
    network.answers = [{ kind: 'unknown' }];
    await passes(120_000);
    performer.start(await b.store.claimEffects(b.clock.now() + 10_000, 5_000, 9));
    await performer.idle();
    expect((await b.store.readContact('1', '')).contact).toMatchObject({ status: 'waiting' });
    network.answers = [{ kind: 'gone' }];
    await passes(30_000);
    performer.start(await b.store.claimEffects(b.clock.now() + 10_000, 5_000, 9));
    await performer.idle();
    expect((await b.store.readContact('1', '')).contact).toMatchObject({ status: 'place-kept' });
  });
});

describe('the sweep', () => {
  test('does what a crash between commit and effect left behind', async () => {
    await anOperatorTakesACaller();
    b.effects.length = 0;
    await passes(1_000);
    expect(network.asked).toEqual([]);
    await passes(6_000);
    expect(network.asked).toEqual(['fetch anna CA-anna step 2']);
  });

  test('brings desks and contacts together that missed each other', async () => {
    await b.arrives('1');
    await b.opens('anna', 'auto');
    await sweep.once();
    expect(await b.store.readDesk('anna')).toMatchObject({ status: 'offered', contact: { contactId: '1' } });
  });

  test('tells once that the store is away, and once that it is back', async () => {
    let away = true;
    storeWrap = (store) => ({
      ...store,
      claimDue: (...all) => (away ? Promise.reject(new StoreUnavailable('away')) : store.claimDue(...all)),
    });
    await begin();
    storeWrap = (store) => store;
    for (let time = 0; time < 3; time++) await sweep.once();
    away = false;
    for (let time = 0; time < 3; time++) await sweep.once();
    expect(events).toEqual(['store down', 'store up', 'store back']);
  });

  test('one contact that cannot be swept does not keep the others waiting', async () => {
    for (const id of ['1', '2', '3', '4']) await b.arrives(id);
    const { board } = b;
    const tellContact = board.tellContact.bind(board);
    board.tellContact = (id, event) =>
      id === '1' ? Promise.reject(new Error('a bug')) : tellContact(id, event);
    network.answers = [{ kind: 'done', value: true }];
    b.clock.moveTo(b.clock.now() + 120_000);
    await sweep.once();
    const line = await b.store.line('support', 9);
    const now = b.clock.now();
    expect(line.map(({ contact }) => contact.leg?.checkedAt)).toEqual([null, now, now, now]);
  });

  test('stops after the round under way, and starts by the clock', async () => {
    sweep.start();
    await b.arrives('1');
    await b.opens('anna', 'auto');
    b.clock.step();
    await sweep.stop();
    expect(await b.store.readDesk('anna')).toMatchObject({ status: 'offered' });
    expect(b.clock.nextDueAt()).toBeNull();
  });
});
