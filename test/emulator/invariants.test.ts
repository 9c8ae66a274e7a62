// What must hold of every run, whatever the documents, the people and the faults: tapes are contiguous and end with
// their calls, nobody is in two rooms, rooms are never empty, and the same seed gives the same run.
import { describe, expect, test } from 'vitest';
import type { Leg } from '../../src/emulator/leg.ts';
import { runFor } from '../../src/emulator/virtual-run.ts';
import { createLine, HOST, type Line, NUMBER, SAY, seeded, wav } from './line.ts';

const CALLS = 12;
const ACTIONS = 300;

const ROOM = (attributes: string, name: string): string =>
  `<Dial action="/d" hangupOnStar="true"><Conference ${attributes}>${name}</Conference></Dial>`;

const DOCUMENTS = [
  `<Gather numDigits="1" finishOnKey="" timeout="9" action="/k"/><Gather timeout="3"><Play>/tone.wav</Play>${SAY('one two three')}</Gather><Redirect>/next</Redirect>`,
  `${SAY('just words, and more words')}<Pause length="4"/><Redirect>/next</Redirect>`,
  `<Pause length="2"/>${SAY('late')}<Redirect>/next</Redirect>`,
  `<Record timeout="3" maxLength="20" action="/next"/><Redirect>/next</Redirect>`,
  `<Enqueue>line</Enqueue>`,
  `<Dial timeout="8" action="/d"><Client>one</Client><Client>two</Client></Dial>`,
  ROOM('waitUrl="" beep="false" endConferenceOnExit="true"', 'a'),
  ROOM('beep="onEnter"', 'a'),
  ROOM('waitUrl="/wait" startConferenceOnEnter="false"', 'b'),
  ROOM('waitUrl="" participantLabel="same"', 'b'),
  '<Hangup/>',
  '<Nonsense/>',
];

const ignored = (): undefined => undefined;

async function run(seed: number): Promise<{ line: Line; legs: Leg[] }> {
  const random = seeded(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const document = (): string => pick(DOCUMENTS);
  const line = createLine(
    {
      '/in': document,
      '/next': document,
      '/k': document,
      '/d': document,
      '/wait': `${SAY('wait')}<Pause length="2"/><Redirect/>`,
      '/fallback': `${SAY('still here')}<Gather timeout="20"/><Redirect>/next</Redirect>`,
      '/tone.wav': wav(650),
    },
    {
      random,
      faults: {
        webhookLatencyMs: 40,
        webhookDelayed: 0.1,
        webhookDuplicated: 0.1,
        webhookDropped: 0.03,
        webhookReplyLost: 0.02,
        mediaFailed: 0.05,
        restThrottled: 0.05,
        restExecutedThenFailed: 0.05,
      },
    },
  );
  const { network } = line;
  network.addNumber({
    phoneNumber: NUMBER,
    voiceUrl: `${HOST}/in#rt=2000`,
    voiceFallbackUrl: `${HOST}/fallback`,
  });
  for (const name of ['one', 'two']) {
    network
      .phone(`client:${name}`)
      .onIncoming(() =>
        pick([{ does: 'answer', afterMs: 2_000 }, { does: 'busy' }, { does: 'no-answer' }] as const),
      );
  }
  const phones = Array.from({ length: CALLS }, (_one, index) => network.phone(`+1555000${1000 + index}`));
  const legs: Leg[] = [];
  network.onLeg((leg) => legs.push(leg));

  for (let i = 0; i < ACTIONS; i += 1) {
    const phone = pick(phones);
    const room = [...network.core.rooms.values()][0];
    const target = pick(network.liveLegs);
    const act = Math.floor(random() * 8);
    if (phone.call === null) phone.dial(NUMBER);
    else if (act <= 1) phone.press(pick(['1', '5', '#', '*', '12']));
    else if (act === 2) phone.say('some words');
    else if (act === 3) phone.hangUp();
    else if (act === 4 && target)
      void network.rest.updateCall(target.sid, { url: `${HOST}/next` }).catch(ignored);
    else if (act === 5 && room && target) {
      void network.rest.updateParticipant(room.sid, target.sid, { hold: random() < 0.5 }).catch(ignored);
    } else if (act === 6 && room)
      void network.rest.updateConference(room.sid, { status: 'completed' }).catch(ignored);
    else if (act === 7 && target)
      void network.rest.updateCall(target.sid, { status: 'completed' }).catch(ignored);
    await runFor(network, line.clock, random() * 6_000);
    const inRooms = [...network.core.rooms.values()].flatMap((one) => [...one.participants.keys()]);
    expect(new Set(inRooms).size).toBe(inRooms.length);
    expect([...network.core.rooms.values()].every((one) => one.participants.size > 0)).toBe(true);
    expect(inRooms.every((sid) => network.leg(sid)?.ended === false)).toBe(true);
  }
  return { line, legs };
}

/** What a leg's tape says that cannot be. */
function tapeFlaws(leg: Leg): string[] {
  const { segments } = leg.tape;
  const flaws: string[] = [];
  segments.forEach((segment, index) => {
    const next = segments[index + 1];
    if (segment.until === null && (next !== undefined || leg.ended)) flaws.push(`${segment.kind} never ends`);
    if (segment.until !== null && segment.until < segment.at)
      flaws.push(`${segment.kind} ends before it begins`);
    if (next !== undefined && segment.until !== next.at) flaws.push(`a gap before ${next.kind}`);
  });
  const last = segments.at(-1);
  if (leg.ended && last !== undefined && last.until !== leg.endedAt)
    flaws.push('the tape does not end with the call');
  if (!leg.ended && leg.status !== 'queued' && leg.status !== 'initiated' && last?.until !== null) {
    flaws.push('nothing is on the tape of a call that goes on');
  }
  return flaws;
}

describe('whatever happens', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])(
    'given seed %i, when it has run, then every tape is whole',
    async (seed) => {
      const { line, legs } = await run(seed);
      expect(legs.flatMap((leg) => tapeFlaws(leg).map((flaw) => `${leg.sid}: ${flaw}`))).toEqual([]);
      expect(legs.length).toBeGreaterThan(CALLS);
      expect(line.network.liveLegs).toEqual(legs.filter((leg) => !leg.ended));
      for (const leg of line.network.liveLegs) leg.end('completed');
      await line.seconds(20);
      expect([line.network.core.rooms.size, line.network.inFlight]).toEqual([0, 0]);
    },
  );

  test('given the same seed twice, when run, then both runs are the same', async () => {
    const [first, second] = [await run(42), await run(42)];
    expect(second.line.requests.map((request) => request.url + request.body)).toEqual(
      first.line.requests.map((request) => request.url + request.body),
    );
    expect(second.legs.map((leg) => leg.tape.segments)).toEqual(first.legs.map((leg) => leg.tape.segments));
  });
});
