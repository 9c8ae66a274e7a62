import { expect, test } from 'vitest';
import { inTalk } from './in-talk.ts';
import type { AtDesk, Caller, Scene } from './scene.ts';

/** Vera, a supervisor with a free desk, listens to Anna's talk. */
async function listening(): Promise<{ s: Scene; caller: Caller; anna: AtDesk; vera: AtDesk }> {
  const { s, caller, anna } = await inTalk();
  const vera = await s.operator('Vera');
  await vera.listen(caller);
  await s.pass(5);
  s.fromHere();
  return { s, caller, anna, vera };
}

/** How the phone network has Vera in the talk. */
async function participant(s: Scene) {
  const [conference] = await s.box.network.rest.listConferences({ status: 'in-progress' });
  const sid = conference?.sid ?? '';
  const all = await s.box.network.rest.listParticipants(sid);
  return { sid, vera: all.find((one) => !one.endConferenceOnExit) };
}

test('the phone network throttles: the mode is asked for until it is set, and is told as it is', async () => {
  const { s, caller, anna, vera } = await listening();
  s.box.network.faults.restThrottled = 1;
  await vera.listen(caller, 'whisper');
  await s.pass(2);
  vera.say('too early');
  expect((await caller.state()).listener).toMatchObject({ mode: 'whisper', heard: { mode: 'listen' } });
  s.box.network.faults.restThrottled = 0;
  await s.pass(15);
  expect((await caller.state()).listener).toMatchObject({ mode: 'whisper', heard: { mode: 'whisper' } });
  vera.say('now');
  await s.pass(1);
  expect(anna.heard()).not.toContain('too early');
  expect(anna.heard()).toContain('hears Vera say "now"');
  expect(caller.heard()).not.toContain('Vera');
});

test('of two wishes that overtake each other the later one stands', async () => {
  const { s, caller, vera } = await listening();
  s.box.network.faults.restSlow = 1;
  await vera.listen(caller, 'barge');
  await vera.listen(caller, 'listen');
  await s.pass(30);
  s.box.network.faults.restSlow = 0;
  expect((await participant(s)).vera).toMatchObject({ muted: true, coaching: false });
  expect((await caller.state()).listener).toMatchObject({ mode: 'listen', heard: { mode: 'listen' } });
});

test('who is heard otherwise than they asked for is set right, and who was thrown out is led in again', async () => {
  const { s, caller, vera } = await listening();
  const { sid, vera: leg } = await participant(s);
  await s.box.network.rest.updateParticipant(sid, leg?.callSid ?? '', { muted: false });
  await s.pass(25);
  expect((await participant(s)).vera).toMatchObject({ muted: true });
  await s.box.network.rest.removeParticipant(sid, leg?.callSid ?? '');
  await s.pass(10);
  expect((await participant(s)).vera).toMatchObject({ muted: true });
  expect((await vera.desk()).status).toBe('listening');
  expect((await caller.state()).status).toBe('connected');
});

test('the supervisor hangs up: the talk goes on, and the record is closed', async () => {
  const { s, caller, anna, vera } = await listening();
  vera.hangUp();
  await s.pass(5);
  expect(await caller.state()).toMatchObject({ status: 'connected' });
  expect((await caller.state()).listener).toBeUndefined();
  expect((await anna.desk()).status).toBe('talking');
  expect((await vera.desk()).status).toBe('closed');
  expect((await s.box.store.readTimeline(caller.contactId)).at(-1)).toMatchObject({
    kind: 'listened',
    data: { operator: 'vera', mode: 'listen', seconds: 5 },
  });
});

test('the operator’s line dies: the caller is first in line, the supervisor hears that it is over and is free', async () => {
  const { s, caller, anna, vera } = await listening();
  anna.hangUp();
  await s.pass(10);
  expect((await caller.state()).status).toBe('waiting');
  expect(caller.heard()).not.toContain('Vera');
  expect((await vera.desk()).status).toBe('free');
  expect(vera.heard().split('\n').slice(-3)).toEqual([
    expect.stringContaining('♪'),
    expect.stringContaining('The talk is over.'),
    expect.stringContaining('(silence so far)'),
  ]);
});

test('who leaves counts as in the talk until the leg is out of it', async () => {
  const { s, caller, vera } = await listening();
  s.box.network.faults.restAway = true;
  await vera.leave(caller);
  await s.pass(4);
  expect((await caller.state()).listener).toMatchObject({ stage: 'leaving', heard: { mode: 'listen' } });
  s.box.network.faults.restAway = false;
  await s.pass(30);
  expect((await caller.state()).listener).toBeUndefined();
  expect((await vera.desk()).status).toBe('free');
});

test('every webhook comes twice and late: one leg, one record', async () => {
  const { s, caller, anna } = await inTalk();
  const vera = s.supervisor('Vera');
  Object.assign(s.box.network.faults, { webhookDuplicated: 1, statusDuplicated: 1 });
  await vera.listen(caller, 'whisper');
  await s.pass(5);
  vera.answer();
  await s.pass(4);
  vera.press('1');
  await s.pass(10);
  await anna.tell(caller, { type: 'hold', reason: '', backInMs: null });
  await s.pass(20);
  await anna.comeBack(caller);
  await s.pass(10);
  caller.hangUp();
  await s.pass(15);
  const timeline = await s.box.store.readTimeline(caller.contactId);
  expect(timeline.map(({ kind }) => kind).filter((kind) => kind.startsWith('listen'))).toEqual([
    'listening',
    'listened',
    'listening',
    'listened',
  ]);
  expect((await vera.desk()).status).toBe('closed');
  expect(s.box.network.liveLegs.map(({ to }) => to)).toEqual(['client:anna']);
});

test('nobody picks up, or a voicemail does: nobody listens', async () => {
  const { s, caller } = await inTalk();
  const vera = s.supervisor('Vera');
  s.box.network.phone('client:vera').onIncoming({ does: 'no-answer' });
  await vera.listen(caller);
  expect((await caller.state()).listener).toMatchObject({ stage: 'coming' });
  await s.pass(70);
  expect((await caller.state()).listener).toBeUndefined();
  expect(await vera.desk()).toMatchObject({ status: 'closed', why: 'no-answer' });
  s.box.network.phone('client:vera').onIncoming({ does: 'voicemail', afterMs: 1_000 });
  await vera.listen(caller);
  await s.pass(70);
  expect((await caller.state()).listener).toBeUndefined();
  expect((await vera.desk()).status).toBe('closed');
  expect(caller.heard()).not.toContain('Vera');
});
