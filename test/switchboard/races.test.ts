import { afterAll, describe, expect, inject, test } from 'vitest';
import { systemClock, virtualClock } from '../../src/clock.ts';
import { createMemoryStore } from '../../src/store/memory/memory-store.ts';
import { createRedisStore } from '../../src/store/redis/redis-store.ts';
import type { Store } from '../../src/store/store.ts';
import { arrival } from '../support/arrival.ts';
import { type Board, aBoard } from './a-board.ts';

const OPERATORS = ['anna', 'boris', 'clara', 'dan', 'elsa', 'fred', 'gina', 'hugo'];
const opened: Store[] = [];
afterAll(() => Promise.all(opened.map((store) => store.close())));

const STORES = {
  memory: () => createMemoryStore(virtualClock(0)),
  redis: () =>
    createRedisStore({
      url: inject('redisUrl'),
      prefix: `races-${process.pid}-${opened.length}`,
      clock: systemClock(),
    }),
} as const;

const ROUNDS = 1_000;
/** So many lines race beside each other, none knowing of the others: one goes on while another waits for its store. */
const BOARDS = 5;

describe.each(['memory', 'redis'] as const)('on the %s store', (name) => {
  async function board(): Promise<Board> {
    const store = STORES[name]();
    opened.push(store);
    return aBoard({ store });
  }

  /** Eight operators take at the same moment. */
  async function allTake(b: Board) {
    const outcomes = await Promise.all(OPERATORS.map((operator) => b.board.take(operator, null)));
    const desks = await b.store.allDesks();
    return {
      won: outcomes.flatMap((one) => (one.kind === 'done' ? (one.contact?.id ?? '?') : [])).toSorted(),
      lost: outcomes.flatMap((one) => (one.kind === 'refused' ? one.code : [])),
      served: desks.flatMap((desk) => ('contact' in desk ? (desk.contact?.contactId ?? []) : [])).toSorted(),
    };
  }

  test(`eight operators race for three callers, ${ROUNDS} times: each caller to exactly one of them`, async () => {
    const races = Array.from({ length: BOARDS }, async (_, first) => {
      const b = await board();
      for (const operator of OPERATORS) await b.opens(operator);
      for (let round = first; round < ROUNDS; round += BOARDS) {
        const callers = ['1', '2', '3'].map((one) => `r${round}-${one}`);
        await Promise.all(callers.map((caller) => b.arrives(caller)));
        const lost = Array(5).fill('not-found');
        expect(await allTake(b)).toEqual({ won: callers, lost, served: callers });
        await Promise.all(callers.map((caller) => b.hangsUp(caller)));
      }
    });
    await Promise.all(races);
  }, 600_000);

  test('several matches at once call back whose turn it is, and announce nobody who came later', async () => {
    for (let round = 0; round < 5; round++) {
      const b = await board();
      await b.arrives('booked', { from: '+12025550143', caller: 'key' });
      await b.callerAsks('booked', '2');
      await b.callerAsks('booked', '1');
      await b.hangsUp('booked');
      await b.arrives('later');
      await b.opens('anna', 'auto');

      await Promise.all([b.board.match(), b.board.match(), b.board.match()]);
      expect((await b.store.readContact('booked', '')).contact?.status).toBe('calling-back');
      expect((await b.store.readContact('later', '')).contact?.status).toBe('waiting');
      expect((await b.store.readDesk('anna'))?.status).toBe('free');
    }
  });

  test('two operators race for three callers: the first two are served', async () => {
    const b = await board();
    await b.opens('anna');
    await b.opens('boris');
    for (let round = 0; round < 50; round++) {
      const callers = ['1', '2', '3'].map((one) => `q${round}-${one}`);
      for (const caller of callers) await b.arrives(caller);
      await Promise.all([b.board.take('anna', null), b.board.take('boris', null)]);
      const waiting = await b.store.takeable(['support'], 9);
      expect(waiting.map(({ id }) => id)).toEqual([callers[2]]);
      for (const caller of callers) await b.hangsUp(caller);
    }
  });

  test('two free desks press 1 for one caller: one is connected, the other stays open', async () => {
    const b = await board();
    await b.opens('anna');
    await b.opens('boris');
    for (let round = 0; round < 50; round++) {
      await b.arrives(`k${round}`);
      const desks = await Promise.all([b.deskAsks('anna', '1'), b.deskAsks('boris', '1')]);
      expect(desks.map((desk) => desk?.status).toSorted()).toEqual(['free', 'talking']);
      await b.hangsUp(`k${round}`);
      for (const operator of ['anna', 'boris']) await b.deskAsks(operator);
    }
  });

  test('a webhook that is delivered ten times at once changes the contact once', async () => {
    const b = await board();
    await b.arrives('once');
    const before = (await b.store.readContact('once', '')).contact?.version ?? 0;
    const asks = { type: 'leg-asks', callSid: 'CAonce', step: 2, from: 'after', digits: '3' } as const;
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => b.board.contactAsks('once', '', asks)),
    );
    const { contact } = await b.store.readContact('once', '');
    expect(contact?.version).toBe(before + 1);
    expect(contact?.cadence).toBe('every-minute');
    for (const answer of answers) expect(answer?.contact.leg).toEqual(contact?.leg);
    await b.hangsUp('once');
  });

  test('a call that is new to one delivery and known to another is one contact’s, whoever is first', async () => {
    const b = await board();
    for (let round = 0; round < 50; round++) {
      const id = `d${round}`;
      await b.arrives(id, { from: '+12025550143', caller: 'key' });
      await b.hangsUp(id);
      const callSid = `CAagain-${round}`;
      const asks = { type: 'leg-asks', callSid, step: 1, from: 'end', digits: '' } as const;
      const event = { type: 'called-again', asks, from: '+12025550143', caller: 'key' } as const;
      const again = () => b.board.calledAgain(id, event);
      const asNew = () =>
        b.board.arrive(arrival({ id: `n${round}`, callSid, arrivedAt: b.clock.now() }), null);
      const [isNew, known] =
        round % 2 === 0
          ? await Promise.all([asNew(), again()])
          : (await Promise.all([again(), asNew()])).toReversed();
      expect([isNew, known !== null].filter(Boolean)).toHaveLength(1);
      const owner = known === null ? `n${round}` : id;
      expect(await b.store.ownerOfLeg(callSid)).toEqual({ kind: 'contact', id: owner });
      const other = await b.store.readContact(known === null ? id : `n${round}`, '');
      expect(other.contact?.leg?.callSid).not.toBe(callSid);
    }
  });

  test('a promise, or a guess, that is delivered ten times at once, and to which others are in the way, counts once', async () => {
    const b = await board();
    await b.arrives('p', { from: '+12025550143', caller: 'key' });
    const asks = { type: 'leg-asks', callSid: 'CAp', from: 'after' } as const;
    async function keys(step: number, digits: string): Promise<void> {
      const deliveries = Array.from({ length: 10 }, () =>
        b.board.contactAsks('p', '', { ...asks, step, digits }),
      );
      const others = Array.from({ length: 5 }, () =>
        b.board.tellContact('p', { type: 'recorded', recordingSid: `RE${step}`, seconds: 3, kind: null }),
      );
      await Promise.all([...deliveries, ...others]);
    }
    await keys(2, '6');
    await keys(3, '1234');
    expect(await b.store.counted('codes:p')).toMatchObject({ count: 1 });
    expect(await b.store.counted('code-guesses')).toMatchObject({ count: 1 });
    await keys(4, '2');
    await keys(5, '1');
    expect(await b.store.counted('callback-promises')).toMatchObject({ count: 1 });
    expect(await b.store.counted('callbacks:key-of-12025550143')).toMatchObject({ count: 1 });
    expect((await b.store.readContact('p', '')).contact?.callback).toMatchObject({ number: '+12025550143' });
    await keys(6, '*');
    await keys(7, '2');
    await keys(8, '1');
    expect(await b.store.counted('callback-promises')).toMatchObject({ count: 2 });
  });

  test('three operators take, hold, return and look in all at once: every caller is of one desk, and none is lost', async () => {
    const b = await board();
    const operators = ['anna', 'boris', 'clara'];
    for (const operator of operators) await b.opens(operator, 'manual', { mostHeld: 3 });
    for (let round = 0; round < (name === 'memory' ? 20 : 3); round++) {
      for (const one of ['1', '2', '3', '4']) await b.arrives(`h${round}-${one}`);
      for (let turn = 0; turn < 4; turn++) {
        await Promise.all(operators.map((operator) => b.board.take(operator, null)));
        await Promise.all(operators.map((operator) => b.deskAsks(operator)));
        const served = (await b.store.served(20)).filter((one) => 'server' in one);
        for (const { id } of served) await b.callerAsks(id);
        const held = await b.store.served(20);
        await Promise.all([
          ...held.flatMap((one) =>
            one.status === 'connected'
              ? b.board.tellContact(one.id, {
                  type: 'hold',
                  operator: one.server.operator,
                  reason: '',
                  backInMs: null,
                })
              : [],
          ),
          ...held.slice(0, 2).flatMap(({ id }) => operators.map((who) => b.board.lookIn(who, id, true))),
          ...held.slice(2).flatMap(({ id }) => operators.map((who) => b.board.comeBack(who, id))),
        ]);
        const desks = await b.store.allDesks();
        const ofDesks = desks.flatMap((desk) => [
          ...('contact' in desk && desk.contact !== null
            ? [`${desk.operator} ${desk.contact.contactId}`]
            : []),
          ...('others' in desk ? (desk.others ?? []).map((one) => `${desk.operator} ${one.contactId}`) : []),
        ]);
        const ofContacts = (await b.store.served(20)).flatMap((one) =>
          'server' in one ? [`${one.server.operator} ${one.id}`] : [],
        );
        expect(ofDesks.toSorted()).toEqual(ofContacts.toSorted());
      }
      for (const { id } of await b.store.served(20)) await b.hangsUp(id);
      for (const { id } of await b.store.takeable(['support'], 20)) await b.hangsUp(id);
      for (const operator of operators) await b.deskAsks(operator);
    }
  });

  test('matching from everywhere at once offers each caller to one desk', async () => {
    const b = await board();
    for (const operator of OPERATORS) await b.opens(operator, 'auto');
    for (const one of ['1', '2', '3']) await b.arrives(`m${one}`);
    for (let time = 0; time < 5; time++) await Promise.all(Array.from({ length: 6 }, () => b.board.match()));
    const offered = (await b.store.allDesks()).flatMap((desk) =>
      desk.status === 'offered' ? desk.contact.contactId : [],
    );
    expect(offered.toSorted()).toEqual(['m1', 'm2', 'm3']);
    expect((await b.store.served(10)).map(({ status }) => status)).toEqual(['offered', 'offered', 'offered']);
  });
});
