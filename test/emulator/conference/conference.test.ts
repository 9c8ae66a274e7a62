// <Dial><Conference>, as documented: it starts with two participants of whom one has startConferenceOnEnter; whoever
// is alone hears hold music unless waitUrl=""; waitUrl, HoldUrl, AnnounceUrl take Play, Say, Pause, Redirect (13238);
// Hold without HoldUrl is MUSIC; beep true is the default; endConferenceOnExit ends it for all; DialCallStatus is
// answered and DialCallSid is not sent; the first participant's status callback counts.
import { describe, expect, test } from 'vitest';
import type { Conference } from '../../../src/emulator/conference/conference.ts';
import type { Leg } from '../../../src/emulator/leg.ts';
import type { PhoneNetworkOptions } from '../../../src/emulator/network.ts';
import { call, CALLER, callOut, createLine, heard, HOST, type Line, SAY, type Script } from '../line.ts';

const QUIET = 'waitUrl="" beep="false"';
const dial = (attributes: string, dialAttributes = 'action="/after"'): string =>
  `<Dial ${dialAttributes}><Conference ${attributes}>room</Conference></Dial>`;

type Talk = { line: Line; caller: Leg; operator: Leg; room: Conference };

/** A caller and an operator in one room. */
async function talk(
  callerNoun: string,
  operatorNoun: string,
  script: Script = {},
  options: Partial<PhoneNetworkOptions> = {},
): Promise<Talk> {
  const line = createLine(
    { '/in': dial(callerNoun), '/desk': dial(operatorNoun), '/after': '<Gather timeout="600"/>', ...script },
    options,
  );
  const caller = await call(line);
  await line.seconds(5);
  const operator = await callOut(line, 'client:anna', `${HOST}/desk`);
  await line.settle();
  const room = line.network.core.rooms.get('room') as Conference;
  return { line, caller, operator, room };
}

describe('music', () => {
  test('given nothing said of waitUrl, when somebody is alone, then they hear MUSIC', async () => {
    const line = createLine({ '/in': dial('') });
    const leg = await call(line);
    await line.seconds(5);
    expect(heard(leg)).toEqual(['beep 0-0.4', 'music 0.4-']);
  });

  test('given waitUrl="" and beep="false", when somebody is alone, then it is silent', async () => {
    const line = createLine({ '/in': dial(QUIET) });
    const leg = await call(line);
    await line.seconds(5);
    expect(heard(leg)).toEqual(['silence 0-']);
  });

  test('given startConferenceOnEnter=false, when only such are in it, then each hears what waiting sounds like', async () => {
    const { caller, operator } = await talk(
      'beep="false" startConferenceOnEnter="false"',
      `${QUIET} startConferenceOnEnter="false"`,
    );
    expect([heard(caller).at(-1), heard(operator).at(-1)]).toEqual(['music 0-', 'silence 0-']);
  });

  test('given a waitUrl document, when somebody is alone, then it is played and looped by its Redirect', async () => {
    const line = createLine({
      '/in': dial(`waitUrl="/wait" beep="false"`),
      '/wait': `${SAY('wait')}<Pause length="3"/><Redirect/>`,
    });
    const leg = await call(line);
    await line.seconds(6);
    expect(heard(leg)).toEqual([
      'speech 0-0.4 wait',
      'silence 0.4-3.4',
      'speech 3.4-3.8 wait',
      'silence 3.8-',
    ]);
  });

  test('given a Gather in the waitUrl document, when it is played, then it is 13238 and the call drops out', async () => {
    const line = createLine({
      '/in': dial('waitUrl="/wait" beep="false"'),
      '/wait': '<Gather/>',
      '/after': '<Gather timeout="60"/>',
    });
    const leg = await call(line);
    await line.settle();
    expect(line.network.problems.map((problem) => problem.code)).toEqual([13238]);
    expect([line.paths().at(-1), leg.ended]).toEqual(['/after', false]);
  });
});

describe('two in a room', () => {
  test('given caller and operator, when both are in, then both tapes are talk and nothing was ever music', async () => {
    const { caller, operator } = await talk(QUIET, QUIET);
    expect([heard(caller), heard(operator)]).toEqual([['silence 0-5', 'talk 5-'], ['talk 0-']]);
    expect(caller.tape.open?.with).toEqual([operator.sid]);
    expect(operator.tape.open?.with).toEqual([caller.sid]);
  });

  test('given beep, when the second joins and leaves, then who is inside hears it', async () => {
    const { line, caller } = await talk(QUIET, 'waitUrl=""');
    await line.seconds(10);
    line.network.phone('client:anna').hangUp();
    await line.seconds(10);
    expect(heard(caller)).toEqual([
      'silence 0-5',
      'beep 5-5.4',
      'talk 5.4-15',
      'beep 15-15.4',
      'silence 15.4-',
    ]);
  });

  test('given endConferenceOnExit, when the operator hangs up, then the caller goes on with the action, answered', async () => {
    const { line, caller } = await talk(QUIET, `${QUIET} endConferenceOnExit="true"`);
    line.network.phone('client:anna').hangUp();
    await line.settle();
    const own = line.requests.filter((request) => request.params['CallSid'] === caller.sid);
    expect(own.at(-1)?.url).toBe(`${HOST}/after`);
    expect(own.at(-1)?.params).toMatchObject({ DialCallStatus: 'answered', CallStatus: 'in-progress' });
    expect(own.at(-1)?.params).not.toHaveProperty('DialCallSid');
    expect(heard(caller).at(-1)).toBe('silence 5-');
  });

  test('given hangupOnStar, when the operator presses *, then they leave and go on with their action', async () => {
    const { line, operator } = await talk(QUIET, QUIET, {
      '/desk': dial(QUIET, 'action="/after" hangupOnStar="true"'),
    });
    line.network.phone('client:anna').press('1');
    line.network.phone('client:anna').press('*');
    await line.settle();
    expect([line.paths().at(-1), heard(operator).at(-1)]).toEqual(['/after', 'silence 0-']);
  });

  test('given a talk, when the operator speaks, then the words are on the tapes of those who hear them', async () => {
    const { line, caller, operator } = await talk(QUIET, QUIET, { '/listen': dial(`${QUIET} muted="true"`) });
    const listener = await callOut(line, 'client:boss', `${HOST}/listen`);
    await line.settle();
    line.network.phone('client:anna').say('It was paid on the third.');
    line.network.phone('client:boss').say('Nobody hears me.');
    const words = { said: 'It was paid on the third.', at: line.clock.now(), heard: true };
    expect(operator.tape.open?.marks).toEqual([words]);
    expect(caller.tape.open?.marks).toEqual([{ ...words, by: operator.sid }]);
    expect(listener.tape.open?.marks?.[0]).toEqual({ ...words, by: operator.sid });
  });

  test('given a muted listener, when three are in, then the listener hears both and nobody hears the listener', async () => {
    const { line, caller, operator } = await talk(QUIET, QUIET, { '/listen': dial(`${QUIET} muted="true"`) });
    const listener = await callOut(line, 'client:boss', `${HOST}/listen`);
    await line.settle();
    expect(listener.tape.open?.with).toEqual([caller.sid, operator.sid]);
    expect(caller.tape.open?.with).toEqual([operator.sid]);
  });

  test('given a coach, when three are in, then only the coached hears the coach', async () => {
    const { line, caller, operator } = await talk(QUIET, QUIET);
    line.script['/coach'] = dial(`${QUIET} coach="${operator.sid}"`);
    const coach = await callOut(line, 'client:boss', `${HOST}/coach`);
    await line.settle();
    expect(operator.tape.open?.with).toEqual([caller.sid, coach.sid]);
    expect(caller.tape.open?.with).toEqual([operator.sid]);
  });

  test('given a timeLimit, when it has passed, then the Dial is over', async () => {
    const { line } = await talk(QUIET, QUIET, { '/in': dial(QUIET, 'action="/after" timeLimit="60"') });
    await line.seconds(60);
    expect(line.paths().at(-1)).toBe('/after');
  });

  test('given a label that is taken, when a second comes with it, then it is 16025 and the next verb', async () => {
    const { line, operator } = await talk(`${QUIET} participantLabel="a"`, QUIET, {
      '/desk': `${dial(`${QUIET} participantLabel="a"`)}${SAY('next')}`,
    });
    expect(line.network.problems.map((problem) => problem.code)).toEqual([16025]);
    expect(heard(operator)).toEqual(['speech 0- next']);
  });
});

describe('redirects', () => {
  const script = { '/hold': '<Gather timeout="600"/>' };

  test('given a talk, when the caller is led away, then their Dial action comes first and the new URL controls', async () => {
    const { line, caller, operator } = await talk(`${QUIET} endConferenceOnExit="true"`, QUIET, script);
    await line.network.rest.updateCall(caller.sid, { url: `${HOST}/hold` });
    await line.settle();
    const own = line.requests.filter((request) => request.params['CallSid'] === caller.sid).slice(1);
    expect(own.map((request) => [new URL(request.url).pathname, request.params['DialCallStatus']])).toEqual([
      ['/after', 'completed'],
      ['/hold', undefined],
    ]);
    const theirs = line.requests.filter((request) => request.params['CallSid'] === operator.sid).slice(1);
    expect(
      theirs.map((request) => [new URL(request.url).pathname, request.params['DialCallStatus']]),
    ).toEqual([['/after', 'answered']]);
    expect([heard(caller).at(-1), heard(operator).at(-1)]).toEqual(['silence 5-', 'silence 0-']);
  });

  test('given dialActionOnRedirect not-requested, when led away, then only the new URL is requested', async () => {
    const { line, caller } = await talk(QUIET, QUIET, script, { dialActionOnRedirect: 'not-requested' });
    await line.network.rest.updateCall(caller.sid, { url: `${HOST}/hold` });
    await line.settle();
    const own = line.requests.filter((request) => request.params['CallSid'] === caller.sid);
    expect(own.map((request) => new URL(request.url).pathname)).toEqual(['/in', '/hold']);
  });

  test('given dialActionOnHangup, when the caller hangs up, then the action is told with CallStatus completed', async () => {
    const { line, caller } = await talk(QUIET, QUIET);
    line.network.phone(CALLER).hangUp();
    await line.settle();
    const own = line.requests.filter((request) => request.params['CallSid'] === caller.sid);
    expect(own.at(-1)?.params).toMatchObject({ DialCallStatus: 'answered', CallStatus: 'completed' });
  });
});

describe('participants by REST', () => {
  test('given Hold without HoldUrl, when held, then it is MUSIC; with one, the document; after it, the talk', async () => {
    const { line, caller, room } = await talk(QUIET, QUIET, { '/hold': `${SAY('held')}<Pause length="9"/>` });
    const { rest } = line.network;
    await rest.updateParticipant(room.sid, caller.sid, { hold: true });
    expect(heard(caller).at(-1)).toBe('music 5-');
    await line.seconds(1);
    await rest.updateParticipant(room.sid, caller.sid, { hold: false });
    await line.seconds(1);
    await rest.updateParticipant(room.sid, caller.sid, {
      hold: true,
      holdUrl: `${HOST}/hold`,
      holdMethod: 'POST',
    });
    await line.seconds(2);
    await rest.updateParticipant(room.sid, caller.sid, { hold: false });
    expect(heard(caller).slice(1)).toEqual([
      'music 5-6',
      'talk 6-7',
      'speech 7-7.4 held',
      'silence 7.4-9',
      'talk 9-',
    ]);
  });

  test('given a talk, when listed and kicked, then the resources tell and the Dial goes on', async () => {
    const { line, caller, operator, room } = await talk(QUIET, QUIET);
    const { rest } = line.network;
    const conferences = await rest.listConferences({ status: 'in-progress', friendlyName: 'room' });
    const participants = await rest.listParticipants(room.sid);
    expect(conferences.map((one) => one.sid)).toEqual([room.sid]);
    expect(participants.map((one) => one.callSid)).toEqual([caller.sid, operator.sid]);
    const muted = await rest.updateParticipant(room.sid, operator.sid, { muted: true });
    expect([muted.muted, heard(caller).at(-1)]).toEqual([true, 'silence 5-']);
    await rest.removeParticipant(room.sid, caller.sid);
    await line.settle();
    expect(line.paths().at(-1)).toBe('/after');
  });

  test('given an announcement, when it is made to one, then only that one hears it', async () => {
    const { line, caller, operator, room } = await talk(QUIET, QUIET, { '/news': SAY('one two three') });
    await line.network.rest.updateParticipant(room.sid, operator.sid, { announceUrl: `${HOST}/news` });
    await line.seconds(3);
    expect(heard(operator)).toEqual(['speech 0-1.2 one two three', 'talk 1.2-']);
    expect(heard(caller)).toEqual(['silence 0-5', 'talk 5-']);
  });

  test('given a conference, when ended by REST, then both go on with their actions', async () => {
    const { line, room } = await talk(QUIET, QUIET);
    const ended = await line.network.rest.updateConference(room.sid, { status: 'completed' });
    await line.settle();
    expect([ended.status, line.paths().slice(-2)]).toEqual(['completed', ['/after', '/after']]);
  });
});

describe('conference status callbacks', () => {
  test('given the first participant’s settings, when people come and go, then the events are told in sequence', async () => {
    const noun = `${QUIET} statusCallback="/events" statusCallbackEvent="start end join leave"`;
    const { line, caller, room } = await talk(noun, `${QUIET} endConferenceOnExit="true"`, { '/events': '' });
    line.network.phone('client:anna').hangUp();
    await line.settle();
    const told = line.requests
      .filter((request) => request.url.endsWith('/events'))
      .map(({ params }) => params);
    expect(told.map((params) => params['StatusCallbackEvent'])).toEqual([
      'participant-join',
      'conference-start',
      'participant-join',
      'participant-leave',
      'participant-leave',
      'conference-end',
    ]);
    expect(told.map((params) => Number(params['SequenceNumber']))).toEqual([1, 2, 3, 4, 5, 6]);
    expect(told[4]).toMatchObject({
      CallSid: caller.sid,
      ConferenceSid: room.sid,
      ReasonParticipantLeft: 'moderator_ended_conference',
    });
    expect(told[5]).toMatchObject({ ReasonConferenceEnded: 'participant-with-end-conference-on-exit-left' });
  });
});
