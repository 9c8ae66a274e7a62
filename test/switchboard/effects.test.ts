import { defaultQueueSettings } from '../../src/waiting/queue-settings.ts';
import { placeOf } from '../../src/waiting/line.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { aWorkingBoard, type WorkingBoard } from './a-working-board.ts';

let w: WorkingBoard;
beforeEach(async () => {
  w = await aWorkingBoard();
});

describe('fetching a leg', () => {
  test('once, and it is done', async () => {
    await w.anOperatorTakesACaller();
    await w.perform();
    expect(w.network.asked).toEqual(['fetch anna CA-anna step 2']);
    expect(await w.store.claimEffects(w.clock.now() + 60_000, 1, 9)).toEqual([]);
  });

  test('void once the leg has asked by itself', async () => {
    await w.anOperatorTakesACaller();
    const entries = w.effects.splice(0);
    await w.deskAsks('anna');
    w.performer.start(entries);
    await w.performer.idle();
    expect(w.network.asked).toEqual([]);
  });

  test.each(['throttled', 'unknown'] as const)(
    '%s: again, later and later, six times at most',
    async (kind) => {
      await w.anOperatorTakesACaller();
      w.network.answers = Array.from({ length: 9 }, () => ({ kind }));
      await w.perform();
      const at = [w.clock.now()];
      for (let second = 0; second < 60 && w.network.asked.length < 9; second++) {
        const before = w.network.asked.length;
        w.clock.moveTo(w.clock.now() + 250);
        w.performer.start(await w.store.claimEffects(w.clock.now(), 5_000, 9));
        await w.performer.idle();
        if (w.network.asked.length > before) at.push(w.clock.now());
      }
      expect(w.network.asked).toEqual(Array(6).fill('fetch anna CA-anna step 2'));
      const waits = at.slice(1).map((time, i) => time - (at[i] ?? 0));
      expect(waits).toEqual(waits.toSorted((one, other) => one - other));
      expect(w.events.at(-1)).toBe('summon-leg given-up');
    },
  );

  test('gone: the desk’s line has ended, and the caller keeps the place', async () => {
    await w.anOperatorTakesACaller();
    w.network.answers = [{ kind: 'gone' }];
    await w.perform();
    expect(await w.store.readDesk('anna')).toMatchObject({ status: 'closed', why: 'line-lost' });
    expect(await w.store.takeable(['support'], 1)).toMatchObject([{ id: '1', status: 'waiting' }]);
  });

  test('who is asked something before they have a place takes along what their arrival gives, not the front', async () => {
    const queue = { ...defaultQueueSettings('support', 'Acme support'), maxWaiting: 1, priority: 6 };
    await w.store.putQueue(queue);
    await w.arrives('1');
    await w.arrives('2');
    const { contact } = await w.store.readContact('2', '');
    expect(contact).toMatchObject({ status: 'greeting', asking: 'full' });
    const fetched = ['1', '2'].map((id) => ({
      ...{ id: `fetch-${id}`, attempt: 0, createdAt: w.clock.now() },
      effect: { type: 'summon-leg', owner: { kind: 'contact', id }, callSid: `CA${id}`, step: 9 } as const,
    }));
    w.performer.start(fetched);
    await w.performer.idle();
    expect(w.network.places.get('2')).toBe(placeOf(600_000, contact?.arrivedAt ?? 0));
    expect(w.network.places.get('1')).toBe((await w.store.readContact('1', '')).place);
  });

  test('refused: not asked again', async () => {
    await w.anOperatorTakesACaller();
    w.network.answers = [{ kind: 'refused', code: 21205 }];
    await w.perform();
    expect(await w.store.claimEffects(w.clock.now() + 60_000, 1, 9)).toEqual([]);
  });
});

describe('ringing an operator', () => {
  test('the desk learns its CallSid', async () => {
    await w.annaOpens();
    w.network.answers = [{ kind: 'done', value: { callSid: 'CA7' } }];
    await w.perform();
    expect(await w.store.readDesk('anna')).toMatchObject({ status: 'ringing', leg: { callSid: 'CA7' } });
  });

  test('never twice: neither from the outbox of a crashed instance nor when it is not known whether it rang', async () => {
    await w.annaOpens();
    const entries = w.effects.splice(0);
    w.network.answers = [{ kind: 'unknown' }];
    w.performer.start(entries);
    await w.performer.idle();
    w.performer.start(entries);
    await w.performer.idle();
    await w.passes(10_000);
    expect(w.network.asked).toEqual(['ring anna']);
    expect(await w.store.readDesk('anna')).toMatchObject({ status: 'ringing' });
  });

  test('throttled never happened, so it is tried again', async () => {
    await w.annaOpens();
    w.network.answers = [{ kind: 'throttled' }, { kind: 'done', value: { callSid: 'CA7' } }];
    await w.perform();
    await w.passes(3_000);
    expect(w.network.asked).toEqual(['ring anna', 'ring anna']);
    expect(await w.store.readDesk('anna')).toMatchObject({ leg: { callSid: 'CA7' } });
  });

  test('refused: the console learns that nothing rings', async () => {
    await w.annaOpens();
    w.network.answers = [{ kind: 'refused', code: 21211 }];
    await w.perform();
    expect(await w.store.readDesk('anna')).toMatchObject({ status: 'closed', why: 'no-answer' });
  });

  test('void once the desk is closed again', async () => {
    await w.annaOpens();
    const entries = w.effects.splice(0);
    await w.board.tellDesk('anna', { type: 'close' });
    w.performer.start(entries);
    await w.performer.idle();
    expect(w.network.asked).toEqual([]);
  });
});

describe('calling a caller back', () => {
  const NUMBER = '+12025550143';

  /** A caller books a call by key 2 and 1, hears the last words, and hangs up; an operator is free, and it is their turn. */
  async function itsTurnComes(): Promise<void> {
    await w.arrives('1', { from: NUMBER, caller: 'key' });
    await w.callerAsks('1', '2');
    await w.callerAsks('1', '1');
    await w.hangsUp('1');
    await w.opens('anna', 'auto');
    w.effects.length = 0;
    await w.board.match();
  }

  const contact = async () => (await w.store.readContact('1', '')).contact;

  test('the contact learns its CallSid', async () => {
    await itsTurnComes();
    w.network.answers = [{ kind: 'done', value: { callSid: 'CA7' } }];
    await w.perform();
    expect(w.network.asked).toEqual(['call 1']);
    expect(await contact()).toMatchObject({ status: 'calling-back', leg: { callSid: 'CA7' } });
  });

  test('never twice: neither from the outbox of a crashed instance nor when it is not known whether it rang', async () => {
    await itsTurnComes();
    const entries = w.effects.splice(0);
    w.network.answers = [{ kind: 'unknown' }];
    w.performer.start(entries);
    await w.performer.idle();
    w.performer.start(entries);
    await w.performer.idle();
    expect(w.network.asked).toEqual(['call 1']);
    expect(await contact()).toMatchObject({ status: 'calling-back', leg: null });
  });

  test('not after the hours for calls, however long the network had it wait', async () => {
    await itsTurnComes();
    w.network.answers = [{ kind: 'throttled' }];
    await w.perform();
    const closed = { timeZone: 'UTC', weekly: [], exceptions: [] };
    await w.store.putQueue({ ...defaultQueueSettings('support', 'Support'), hours: closed });
    await w.passes(3_000);
    expect(w.network.asked).toEqual(['call 1']);
    expect(await contact()).toMatchObject({ status: 'place-kept', why: 'callback' });
  });

  test('throttled never happened, so it is tried again', async () => {
    await itsTurnComes();
    w.network.answers = [{ kind: 'throttled' }, { kind: 'done', value: { callSid: 'CA7' } }];
    await w.perform();
    await w.passes(3_000);
    expect(w.network.asked).toEqual(['call 1', 'call 1']);
  });

  test('refused: nothing rings, and the place is kept', async () => {
    await itsTurnComes();
    w.network.answers = [{ kind: 'refused', code: 21211 }];
    await w.perform();
    expect(await contact()).toMatchObject({ status: 'place-kept', why: 'callback' });
  });
});

describe('what was said', () => {
  test.each([
    ['deleted', [{ kind: 'done', value: null }], 1],
    ['not known whether deleted: again', [{ kind: 'unknown' }, { kind: 'gone' }], 2],
  ] as const)('%s', async (_, answers, times) => {
    await w.arrives('1');
    await w.board.tellContact('1', {
      type: 'recorded',
      recordingSid: 'RE1',
      seconds: 7,
      kind: 'while-waiting',
    });
    w.effects.length = 0;
    await w.board.tellContact('1', { type: 'words-deleted', operator: 'anna' });
    w.network.answers = [...answers];
    await w.perform();
    await w.passes(3_000);
    expect(w.network.asked).toEqual(Array(times).fill('delete RE1'));
    expect((await w.store.readContact('1', '')).contact).toMatchObject({ words: null });
  });
});
