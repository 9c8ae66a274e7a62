// <Conference muted coach> and the Participant resource, as documented: Muted, Coaching and CallSidToCoach on joining and
// by update; the coached call alone hears the coach, who hears everybody; a CallSidToCoach that is not in the conference
// is 13240, and Coaching=true without one is refused.
import { expect, test } from 'vitest';
import type { Conference } from '../../../src/emulator/conference/conference.ts';
import { call, callOut, createLine, HOST } from '../line.ts';

const room = (attributes: string) =>
  `<Dial action="/after"><Conference waitUrl="" beep="false" ${attributes}>room</Conference></Dial>`;
const BOSS = 'startConferenceOnEnter="false" endConferenceOnExit="false"';

/** A caller, an operator, and a third who joins them as `attributes` say. */
async function three(attributes: string) {
  const line = createLine({
    '/in': room('endConferenceOnExit="true"'),
    '/desk': room('endConferenceOnExit="true"'),
    '/boss': room(`${BOSS} ${attributes}`),
    '/after': '<Gather timeout="600"/>',
  });
  const caller = await call(line);
  const operator = await callOut(line, 'client:anna', `${HOST}/desk`);
  await line.settle();
  const boss = await callOut(line, 'client:boss', `${HOST}/boss`);
  await line.settle();
  const conference = line.network.core.rooms.get('room') as Conference;
  const hear = () => [caller, operator, boss].map((leg) => leg.tape.open?.with ?? []);
  const { rest } = line.network;
  return { line, rest, caller, operator, boss, sid: conference.sid, hear };
}

test('given muted, when a third joins, then they hear both, and nobody hears them', async () => {
  const { rest, sid, caller, operator, boss, hear } = await three('muted="true"');
  expect(hear()).toEqual([[operator.sid], [caller.sid], [caller.sid, operator.sid]]);
  const [, , joined] = await rest.listParticipants(sid);
  expect(joined).toMatchObject({
    callSid: boss.sid,
    muted: true,
    coaching: false,
    callSidToCoach: null,
    startConferenceOnEnter: false,
    endConferenceOnExit: false,
  });
});

test('when Muted, Coaching and CallSidToCoach are updated, then who hears the third changes at once', async () => {
  const { rest, sid, caller, operator, boss, hear } = await three('muted="true"');
  await rest.updateParticipant(sid, boss.sid, { coaching: true, callSidToCoach: operator.sid });
  expect(hear()[1]).toEqual([caller.sid]);
  const coaching = await rest.updateParticipant(sid, boss.sid, { muted: false });
  expect(coaching).toMatchObject({ muted: false, coaching: true, callSidToCoach: operator.sid });
  expect(hear()).toEqual([[operator.sid], [caller.sid, boss.sid], [caller.sid, operator.sid]]);
  const heard = await rest.updateParticipant(sid, boss.sid, { coaching: false });
  expect(heard).toMatchObject({ coaching: false, callSidToCoach: null });
  expect(hear()).toEqual([
    [operator.sid, boss.sid],
    [caller.sid, boss.sid],
    [caller.sid, operator.sid],
  ]);
});

test('when a coach speaks, then the words are on the tape of the coached alone', async () => {
  const { line, rest, sid, caller, operator, boss } = await three('muted="true"');
  await rest.updateParticipant(sid, boss.sid, {
    muted: false,
    coaching: true,
    callSidToCoach: operator.sid,
  });
  line.network.phone('client:boss').say('offer a refund');
  expect(operator.tape.open?.marks).toMatchObject([{ said: 'offer a refund', by: boss.sid, heard: true }]);
  expect(caller.tape.open?.marks).toBeUndefined();
});

test('given a call to coach that is not there, then joining is over at once (13240), and an update is refused', async () => {
  const { line, rest, sid, boss, hear } = await three('coach="CA00000000000000000000000000000009"');
  expect(line.network.problems.map(({ code }) => code)).toEqual([13240]);
  expect(hear()[2]).toEqual([]);
  expect(line.requests.at(-1)?.params).toMatchObject({ CallSid: boss.sid, ErrorCode: '13240' });
  const other = line.network.core.rooms.get('room')?.participants.keys().next().value ?? '';
  await expect(rest.updateParticipant(sid, other, { coaching: true })).rejects.toMatchObject({ code: 13240 });
});

test('when the third leaves, then the talk goes on; when the operator leaves, then it is over for all', async () => {
  const { line, caller, operator, boss, hear } = await three('muted="true"');
  line.network.phone('client:boss').hangUp();
  await line.settle();
  expect([hear()[0], hear()[1]]).toEqual([[operator.sid], [caller.sid]]);
  expect(boss.status).toBe('completed');
  line.network.phone('client:anna').hangUp();
  await line.settle();
  expect(caller.tape.open?.kind).toBe('silence');
});
