import { beforeEach, describe, expect, test } from 'vitest';
import { StoreUnavailable } from '../../src/store/store.ts';
import { aWorkingBoard, type WorkingBoard } from './a-working-board.ts';

const LIVES = { kind: 'done', value: true } as const;

let w: WorkingBoard;
beforeEach(async () => {
  w = await aWorkingBoard();
});

describe('a leg that should have asked', () => {
  test('lives: it is fetched home, and counted as a missed step', async () => {
    await w.arrives('1');
    w.network.answers = [{ kind: 'done', value: true }];
    await w.passes(120_000);
    w.performer.start(await w.store.claimEffects(w.clock.now() + 10_000, 5_000, 9));
    await w.performer.idle();
    expect(w.network.asked).toEqual(['is live CA1', 'fetch 1 CA1 step 2']);
    expect(w.missed).toEqual([['CA1', 1]]);
  });

  test.each([
    ['is gone', { kind: 'gone' }],
    ['is over', { kind: 'done', value: false }],
  ] as const)('%s: the place is kept for who calls again', async (_, answer) => {
    await w.arrives('1');
    w.network.answers = [answer];
    await w.passes(120_000);
    w.performer.start(await w.store.claimEffects(w.clock.now() + 10_000, 5_000, 9));
    await w.performer.idle();
    expect((await w.store.readContact('1', '')).contact).toMatchObject({
      status: 'place-kept',
      why: 'dropped',
      leg: null,
    });
    expect((await w.store.readContact('1', '')).position).toBe(1);
  });

  test.each([
    [
      'its fetching is refused for a moment',
      [LIVES, { kind: 'throttled' }],
      ['is live CA1', 'fetch 1 CA1 step 2'],
    ],
    ['the network does not answer', [{ kind: 'unknown' }], ['is live CA1']],
  ] as const)('%s: it is tried again soon', async (_, answers, asked) => {
    await w.arrives('1');
    w.network.answers = [...answers];
    await w.passes(120_000);
    w.performer.start(await w.store.claimEffects(w.clock.now() + 10_000, 5_000, 9));
    await w.performer.idle();
    expect(w.network.asked).toEqual(asked);
    expect(w.missed).toEqual([]);
    w.network.answers = [LIVES];
    await w.passes(1_000);
    expect(w.network.asked).toEqual([...asked, 'is live CA1', 'fetch 1 CA1 step 2']);
    expect(w.missed).toEqual([['CA1', 1]]);
  });

  test('has asked before it was tried again: it is left alone', async () => {
    await w.arrives('1');
    w.network.answers = [LIVES, { kind: 'unknown' }];
    await w.passes(120_000);
    w.performer.start(await w.store.claimEffects(w.clock.now() + 10_000, 5_000, 9));
    await w.performer.idle();
    w.clock.moveTo(w.clock.now() + 100);
    await w.callerAsks('1');
    w.network.asked.length = 0;
    w.network.answers = [LIVES];
    await w.passes(1_000);
    expect(w.network.asked).toEqual(['is live CA1']);
  });

  test('cannot be asked after: the next deadline does', async () => {
    await w.arrives('1');
    w.network.answers = [{ kind: 'unknown' }];
    await w.passes(120_000);
    w.performer.start(await w.store.claimEffects(w.clock.now() + 10_000, 5_000, 9));
    await w.performer.idle();
    expect((await w.store.readContact('1', '')).contact).toMatchObject({ status: 'waiting' });
    w.network.answers = [{ kind: 'gone' }];
    await w.passes(30_000);
    w.performer.start(await w.store.claimEffects(w.clock.now() + 10_000, 5_000, 9));
    await w.performer.idle();
    expect((await w.store.readContact('1', '')).contact).toMatchObject({ status: 'place-kept' });
  });
});

describe('the sweep', () => {
  test('does what a crash between commit and effect left behind', async () => {
    await w.anOperatorTakesACaller();
    w.effects.length = 0;
    await w.passes(1_000);
    expect(w.network.asked).toEqual([]);
    await w.passes(6_000);
    expect(w.network.asked).toEqual(['fetch anna CA-anna step 2']);
  });

  test('brings desks and contacts together that missed each other', async () => {
    await w.arrives('1');
    await w.opens('anna', 'auto');
    await w.sweep.once();
    expect(await w.store.readDesk('anna')).toMatchObject({ status: 'offered', contact: { contactId: '1' } });
  });

  test('tells once that the store is away, and once that it is back', async () => {
    let away = true;
    w = await aWorkingBoard((store) => ({
      ...store,
      claimDue: (...all) => (away ? Promise.reject(new StoreUnavailable('away')) : store.claimDue(...all)),
    }));
    for (let time = 0; time < 3; time++) await w.sweep.once();
    away = false;
    for (let time = 0; time < 3; time++) await w.sweep.once();
    expect(w.events).toEqual(['store away', 'store well', 'store back']);
  });

  test('one contact that cannot be swept is counted, and does not keep the others waiting', async () => {
    for (const id of ['1', '2', '3', '4']) await w.arrives(id);
    const { board } = w;
    const tellContact = board.tellContact.bind(board);
    board.tellContact = (id, event) =>
      id === '1' ? Promise.reject(new Error('a bug')) : tellContact(id, event);
    w.network.answers = [{ kind: 'done', value: true }];
    w.clock.moveTo(w.clock.now() + 120_000);
    await w.sweep.once();
    const line = await w.store.line('support', 9);
    const now = w.clock.now();
    expect(line.map(({ contact }) => contact.leg?.checkedAt)).toEqual([null, now, now, now]);
    expect(w.events).toContain('contact not swept');
  });

  test('stops after the round under way, and starts by the clock', async () => {
    w.sweep.start();
    await w.arrives('1');
    await w.opens('anna', 'auto');
    w.clock.step();
    await w.sweep.stop();
    expect(await w.store.readDesk('anna')).toMatchObject({ status: 'offered' });
    expect(w.clock.nextDueAt()).toBeNull();
  });
});
