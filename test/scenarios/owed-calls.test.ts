import { expect, test } from 'vitest';
import { type Caller, type Scene, scene } from './scene.ts';

const MIA = '+12025550143';

/** Closed since eight: the scene begins on Monday at nine in the morning, UTC. */
const CLOSED = { timeZone: 'UTC', weekly: [{ day: 1, from: '07:00', to: '08:00' }], exceptions: [] };

/** Mia leaves a message on a line that is closed. */
async function message(s: Scene, number = MIA): Promise<Caller> {
  const mia = s.caller('Mia', number);
  await s.pass(15);
  mia.press('4');
  await s.pass(8);
  mia.say('Please call me about my invoice.');
  await s.pass(25);
  expect(await s.box.store.owed(5)).toMatchObject([{ id: mia.contactId, owes: { kind: 'message' } }]);
  return mia;
}

/** *Call* on the item, at Anna's console. */
function answer(s: Scene, contactId: string) {
  const by = { operator: 'anna', isAdmin: false };
  return s.box.line.switchboard.tellContact(contactId, { type: 'call-back', by });
}

test('a message is answered by a call: not reached, it stays owed; reached, it is a talk, and owed no more', async () => {
  const s = await scene({ hours: CLOSED });
  const mia = await message(s);
  const anna = await s.operator('Anna', 'auto');
  const phone = s.box.network.phone(MIA);
  phone.onIncoming({ does: 'voicemail', afterMs: 4_000, greeting: 'Mia is not here.' });
  expect(await answer(s, mia.contactId)).toMatchObject({ kind: 'done', contact: { status: 'calling-back' } });
  expect(await answer(s, mia.contactId)).toMatchObject({ kind: 'refused', code: 'state' });
  await s.pass(60);
  expect(await s.box.store.owed(5)).toMatchObject([
    { status: 'ended', by: 'callback-failed', owes: { kind: 'message' }, callback: { attempts: 1 } },
  ]);
  // Nobody calls by itself about it.
  await s.pass(1_200);
  expect(await mia.state()).toMatchObject({ status: 'ended', callback: { attempts: 1 } });

  phone.onIncoming({ does: 'answer', afterMs: 5_000 });
  await answer(s, mia.contactId);
  await s.pass(13);
  phone.press('1');
  await s.pass(6);
  anna.press('1');
  await s.pass(10);
  expect(await mia.state()).toMatchObject({ status: 'connected', server: { operator: 'anna' }, owes: null });
  expect(s.box.transcript(phone.call?.sid ?? '')).toMatchInlineSnapshot(`
    "0:00  (ringing 5 s)
    0:05  ♪
    0:05  Acme support. We call about the message you left. Press any key to be connected.
    0:11  (silence 1.6 s)
    0:13    > presses 1
    0:13  ♪
    0:13  Good. You are next.
    0:15  Quiet now. Next word in a minute.
    0:17  (silence 1.1 s)
    0:19  ♪
    0:19  Here is Anna.
    0:20  (talk with CA9ce301f0b8829f5c0000000000000004 so far)"
  `);
  const timeline = (await s.box.store.readTimeline(mia.contactId)).map(({ kind }) => kind);
  expect(timeline.filter((kind) => kind !== 'told')).toMatchInlineSnapshot(`
    [
      "arrived",
      "pressed",
      "words",
      "calling-back",
      "not-reached",
      "calling-back",
      "pressed",
      "called-back",
      "offered",
      "connected",
    ]
  `);
});

test('words that are deleted while the call rings: nothing is owed, and nobody is called by itself', async () => {
  const s = await scene({ hours: CLOSED });
  const mia = await message(s);
  await s.operator('Anna', 'manual');
  await answer(s, mia.contactId);
  await s.pass(3);
  await s.box.line.switchboard.tellContact(mia.contactId, { type: 'words-deleted', operator: 'anna' });
  await s.pass(1_200);
  expect(await mia.state()).toMatchObject({ status: 'ended', owes: null, words: null });
  expect(await s.box.store.owed(5)).toEqual([]);
});

test('the rules and limits of a promise hold for it: a withheld number, our own, one that is promised already', async () => {
  const s = await scene({ hours: CLOSED });
  const hidden = await message(s, 'anonymous');
  expect(await answer(s, hidden.contactId)).toMatchObject({
    kind: 'refused',
    reason: 'The caller’s number is withheld: there is none to call.',
  });
  await s.box.line.switchboard.tellContact(hidden.contactId, { type: 'seen-to', operator: 'anna' });
  const premium = await message(s, '+19005550143');
  expect(await answer(s, premium.contactId)).toMatchObject({
    kind: 'refused',
    reason: 'The rules do not allow this number.',
  });
  await s.box.line.switchboard.tellContact(premium.contactId, { type: 'seen-to', operator: 'anna' });

  const mia = await message(s);
  const again = s.caller('Mia', MIA);
  await s.pass(15);
  again.press('2');
  await s.pass(12);
  again.press('1');
  await s.pass(20);
  expect(await again.state()).toMatchObject({ status: 'place-kept', why: 'callback' });
  expect(await answer(s, mia.contactId)).toMatchObject({
    kind: 'refused',
    reason: 'A call to this number is promised already, or a limit for calls is reached.',
  });
  const calls = await s.box.network.rest.listCalls({} as never);
  expect(calls.map(({ direction }) => direction)).not.toContain('outbound-api');
});

test('key 2 at the desk, and the rules do not allow the number any more: the operator is told', async () => {
  const s = await scene();
  const anna = await s.operator('Anna', 'manual');
  const mia = s.caller('Mia', MIA);
  await s.pass(10);
  anna.press('1');
  await s.pass(10);
  await anna.tell(mia, { type: 'hold', reason: '', backInMs: null });
  await s.pass(12);
  mia.press('2');
  await s.pass(12);
  mia.press('1');
  await s.pass(20);
  const { callbacks } = s.box.queue;
  await s.box.store.putQueue({ ...s.box.queue, callbacks: { ...callbacks, countries: ['DE'] } });
  anna.press('2');
  await s.pass(8);
  expect(anna.heard().split('\n').slice(-4).join('\n')).toMatchInlineSnapshot(`
    "1:08    > presses 2
    1:08  ♪
    1:09  That number may not be called. The call stays on the list.
    1:13  (silence so far)"
  `);
  expect(await mia.state()).toMatchObject({ status: 'place-kept', owes: { kind: 'call-back' } });
});
