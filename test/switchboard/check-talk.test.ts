import { beforeEach, expect, test } from 'vitest';
import { aWorkingBoard, type WorkingBoard } from './a-working-board.ts';

// Two are sent into a talk: a while later the phone network is asked whether both are there.

let b: WorkingBoard;
let id: string;
let talk: string;

beforeEach(async () => {
  b = await aWorkingBoard();
  await b.anOperatorTakesACaller();
  await b.deskAsks('anna');
  const [contact] = await b.store.served(1);
  id = contact?.id ?? '';
  await b.callerAsks(id);
  const desk = await b.store.readDesk('anna');
  talk = desk?.status === 'talking' ? desk.talk : '';
  for (const { id: effect, effect: what } of b.effects.splice(0))
    if (what.type !== 'check-talk') await b.store.finishEffect(effect);
  b.network.asked.length = 0;
});

/** The network knows these legs in the talk. */
async function legs(...who: ('anna' | 'caller' | 'listener')[]): Promise<void> {
  const desk = await b.store.readDesk('anna');
  const { contact } = await b.store.readContact(id, '');
  const callSids = {
    anna: desk !== null && 'leg' in desk ? desk.leg?.callSid : undefined,
    caller: contact?.leg?.callSid,
    listener: 'CA-listener',
  };
  const heard = { muted: false, coaches: null };
  const value = new Map(who.map((one) => [callSids[one] ?? '', heard]));
  b.network.answers.push({ kind: 'done', value });
}

/** A round of the sweep when the words to both are over, and then seconds apart. */
async function rounds(times: number): Promise<string[]> {
  await b.passes(7_000);
  for (let i = 1; i < times; i += 1) await b.passes(1_500);
  return b.network.asked.filter((what) => what.startsWith('who'));
}

async function state(): Promise<string | undefined> {
  return (await b.store.readContact(id, '')).contact?.status;
}

test('both are there: asked once', async () => {
  await legs('anna', 'caller');
  expect(await rounds(5)).toEqual([`who is in ${talk}`]);
  expect(await state()).toBe('connected');
});

test('not asked before the words to both are over', async () => {
  await b.passes(5_500);
  expect(b.network.asked).toEqual([]);
});

test.each([['anna'], ['caller']] as const)('only %s is there: both are fetched', async (who) => {
  await legs(who);
  await rounds(1);
  expect(await state()).toBe('returning');
  expect((await b.store.readDesk('anna'))?.status).toBe('joining');
});

test('nobody is there, on a network that has listed nobody yet: it may list no talks at all, and is not believed', async () => {
  await legs();
  expect(await rounds(5)).toHaveLength(1);
  expect(await state()).toBe('connected');
});

test('neither is there, but a listener: the network may not list them yet, and is asked once more', async () => {
  await legs('listener');
  await legs('listener');
  expect(await rounds(1)).toHaveLength(1);
  expect(await state()).toBe('connected');
  await b.passes(3_000);
  expect(await state()).toBe('returning');
});

test('no answer: asked again until there is one', async () => {
  b.network.answers.push({ kind: 'unknown' }, { kind: 'throttled' });
  await legs('anna', 'caller');
  expect(await rounds(5)).toHaveLength(3);
});

test('no answer for a minute: it is left at that', async () => {
  for (let i = 0; i < 100; i += 1) b.network.answers.push({ kind: 'unknown' });
  const asked = (await rounds(80)).length;
  expect(asked).toBeLessThan(70);
  await b.passes(10_000);
  expect(b.network.asked).toHaveLength(asked);
});

test('a network without such an API: asked once', async () => {
  b.network.answers.push({ kind: 'gone' });
  expect(await rounds(3)).toHaveLength(1);
});

test('refused: it is left at that', async () => {
  b.network.answers.push({ kind: 'refused', code: 20003 });
  expect(await rounds(3)).toHaveLength(1);
});

test('a talk that is over is not asked after', async () => {
  await b.board.tellContact(id, { type: 'hold', operator: 'anna', reason: '', backInMs: null });
  expect(await rounds(2)).toEqual([]);
});
