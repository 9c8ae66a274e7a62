// oxlint-disable vitest/no-conditional-expect -- what has to hold depends on what was drawn
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CallbackVerdict, ContactCircumstances } from '../../src/contact/circumstances.ts';
import type { ContactEvent } from '../../src/contact/contact-event.ts';
import type { Contact } from '../../src/contact/contact.ts';
import { decide } from '../../src/contact/decide.ts';
import { contactWrite } from '../../src/switchboard/standing.ts';
import type { AskedFrom, ListenMode } from '../../src/twiml/instructions.ts';
import { scripts } from '../support/scripts.ts';
import type { Line } from '../../src/voice-script/moments.ts';
import { renderLine } from '../../src/voice-script/render.ts';
import { arrived, circumstances, NOW, QUEUE, STATUSES, vera } from './given.ts';

const operator = fc.constantFrom('anna', 'anna', 'anna', 'boris');
const server = operator.map((name) => ({ operator: name, displayName: name }));
const text = fc.constantFrom('', 'looking up your invoice', 'found <it> & "more"');
const backInMs = fc.option(fc.integer({ min: 10_000, max: 3_600_000 }), { nil: null });
const from = fc.constantFrom<AskedFrom>('before', 'words', 'after', 'talk', 'record', 'end', 'summons');
const listenMode = fc.constantFrom<ListenMode>('listen', 'whisper', 'barge');
const clip = fc.constant({ name: 'clip-1', durationMs: 2_400 });
const digits = fc.constantFrom(
  ...['', '', '', '', '', '1', '1', '2', '3', '4', '5', '6', '7', '8', '9', '0', '*', '#'],
  ...['1234', '2025550143'],
);

/** The leg asks for a step that lies so far ahead of its last one. */
type Asking = { ahead: number; from: AskedFrom; digits: string };
type Around = Pick<
  ContactCircumstances,
  | 'position'
  | 'operatorsOnDuty'
  | 'callbackVerdict'
  | 'ownerOfCode'
  | 'mayTryCodes'
  | 'callLater'
  | 'opens'
  | 'closesInMs'
  | 'announcement'
>;
type Step = { afterMs: number; around: Around; event: ContactEvent | Asking };

const asking: fc.Arbitrary<Asking> = fc.record({ ahead: fc.constantFrom(0, 1, 1, 1, 1, 3), from, digits });

const plain: fc.Arbitrary<ContactEvent> = fc.oneof(
  fc.constant({ type: 'due' as const }),
  fc.constantFrom('CA1', 'CA2').map((callSid) => ({ type: 'leg-ended' as const, callSid })),
  fc.record({ type: fc.constant('offer' as const), server, talk: fc.constant('talk-1') }),
  fc.record({ type: fc.constant('take' as const), server, talk: fc.constant('talk-2') }),
  fc.record({
    type: fc.constantFrom(
      'accept' as const,
      'operator-joined' as const,
      'withdraw-offer' as const,
      'operator-lost' as const,
      'operator-back' as const,
    ),
    operator,
  }),
  fc.record({ type: fc.constant('operator-left-talk' as const), operator, final: fc.boolean() }),
  fc.record({ type: fc.constant('hold' as const), operator, reason: text, backInMs }),
  fc.record({ type: fc.constant('return' as const), operator, talk: fc.constant('talk-3') }),
  fc.record({ type: fc.constant('note' as const), operator, text, now: fc.boolean() }),
  fc.record({ type: fc.constant('note' as const), operator, text, now: fc.boolean(), clip }),
  fc.record({ type: fc.constant('take-back-note' as const), operator }),
  fc.record({ type: fc.constant('longer' as const), operator, byMs: fc.constant(120_000) }),
  fc.record({
    type: fc.constant('transfer' as const),
    operator,
    target: fc.record({
      queueId: fc.constant('billing'),
      queueName: fc.constant('Billing'),
      prefers: fc.option(fc.constant({ operator: 'boris', displayName: 'Boris' }), { nil: null }),
    }),
  }),
);
const intentId = fc.constantFrom('intent-1', 'intent-1', 'intent-0');
/** What happens to places that are kept, to calls back, words, and the line as a whole. */
const choices: fc.Arbitrary<ContactEvent> = fc.oneof(
  fc.record({
    type: fc.constant('called-again' as const),
    asks: fc.constantFrom(1, 4).map((step) => ({
      ...({ type: 'leg-asks', callSid: 'CA9', from: 'end', digits: '' } as const),
      step,
    })),
    from: fc.constantFrom('+15550000001', '+15550000002'),
    caller: fc.constantFrom(null, 'key'),
  }),
  fc.record({
    type: fc.constant('call-back' as const),
    by: fc.option(fc.record({ operator, isAdmin: fc.boolean() }), { nil: null }),
  }),
  fc.record({ type: fc.constant('ring-planned' as const), intentId, at: fc.constant(1_790_000_012_000) }),
  fc.record({ type: fc.constant('ring-started' as const), intentId, callSid: fc.constant('CA8') }),
  fc.record({ type: fc.constant('ring-failed' as const), intentId }),
  fc.record({
    type: fc.constant('recorded' as const),
    recordingSid: fc.constantFrom('RE1', 'RE2'),
    seconds: fc.constant(7),
    kind: fc.constantFrom('while-waiting', 'message', null),
  }),
  fc.constant({ type: 'words-deleted' as const }),
  fc.record({
    type: fc.constant('listen' as const),
    listener: fc.constantFrom(vera, { operator: 'boris', displayName: 'Boris' }),
    mode: listenMode,
  }),
  fc.record({ type: fc.constant('listener-in' as const), operator: fc.constant('vera'), mode: listenMode }),
  fc.record({
    type: fc.constantFrom('listener-out' as const, 'listener-leaving' as const, 'listener-gone' as const),
    operator: fc.constantFrom('vera', 'boris'),
  }),
  fc.record({ type: fc.constant('seen-to' as const), operator }),
  fc.record({ type: fc.constant('place-dropped' as const), owner: fc.constant('c2') }),
  fc.record({
    type: fc.constant('news' as const),
    lines: fc.constantFrom<Line[]>([], [{ moment: 'place.ask', values: {} }]),
  }),
);
// The two ends of a call are rarer, so that the sequences live long.
const last: fc.Arbitrary<ContactEvent> = fc.record({ type: fc.constant('end' as const), operator });

const step: fc.Arbitrary<Step> = fc.record({
  afterMs: fc.constantFrom(0, 500, 3_000, 20_000, 61_000),
  around: fc.record<Around>({
    position: fc.constantFrom(null, 1, 1, 2, 17),
    operatorsOnDuty: fc.constantFrom(0, 1, 3),
    callbackVerdict: fc
      .constantFrom<CallbackVerdict>('allowed', 'allowed', 'refused', 'limit')
      .map((verdict) => () => verdict),
    ownerOfCode: fc.constantFrom(null, null, 'c2'),
    mayTryCodes: fc.boolean(),
    callLater: fc.constantFrom(null, { at: NOW + 4 * 3_600_000, hour: 16, minute: 0 }),
    opens: fc.constantFrom(null, null, null, { openDay: 'tomorrow', openHour: 9, openMinute: 0 }),
    closesInMs: fc.constantFrom(null, null, 300_000),
    announcement: fc.constantFrom(
      null,
      ...[false, true].map((longer) => ({
        range: { kind: 'range' as const, low: 4, high: 8 },
        promise: NOW + 480_000,
        longer,
      })),
    ),
  }),
  event: fc.oneof(
    { weight: 10, arbitrary: asking },
    { weight: 10, arbitrary: plain },
    { weight: 12, arbitrary: choices },
    { weight: 1, arbitrary: last },
  ),
});

/** From any status, so that each is seen often, and from the very beginning. */
const start = fc.constantFrom(...Object.values(STATUSES));

const rhythm = fc.record({
  firstAfterSeconds: fc.constantFrom(10, 45, 1_800),
  everySeconds: fc.constantFrom(10, 60, 120),
  growth: fc.constantFrom(1, 1.5, 3),
  longestSilenceSeconds: fc.constantFrom(10, 180, 1_800),
});

test('whatever happens to a contact, in whatever order, it stays a whole contact', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(
      start,
      rhythm,
      rhythm,
      fc.array(step, { minLength: 5, maxLength: 30 }),
      (first, inLine, onHold, steps) => {
        let now = NOW;
        const always = circumstances({ queue: { ...QUEUE, inLine, onHold } });
        let contact: Contact | null = first ?? apply(null, arrived, { ...always, now });
        for (const { afterMs, around, event } of steps) {
          now += afterMs;
          contact = apply(contact, eventOf(event, contact), { ...always, ...around, now });
          if (contact !== null) seen.add(contact.status);
        }
      },
    ),
    { numRuns: 2_000 },
  );
  expect([...seen].toSorted()).toEqual([
    'calling-back',
    'connected',
    'ended',
    'feedback',
    'greeting',
    'held',
    'offered',
    'place-kept',
    'returning',
    'waiting',
  ]);
});

function eventOf(event: ContactEvent | Asking, contact: Contact | null): ContactEvent {
  // Only who has no place is told to leave a message.
  if ('type' in event && event.type === 'recorded' && event.kind === 'message')
    return contact?.status === 'greeting' || contact?.status === 'ended' ? event : { ...event, kind: null };
  if (!('ahead' in event)) return event;
  const { ahead, ...rest } = event;
  return {
    type: 'leg-asks',
    callSid: contact?.leg?.callSid ?? 'CA1',
    step: (contact?.leg?.step ?? 0) + ahead,
    ...rest,
  };
}

const IN_LINE = new Set(['waiting', 'offered', 'place-kept', 'calling-back']);
/** Questions that promise no next word are followed by one within so long, ms. */
const QUESTION_SILENCE_MS = 15_000;

/** Decides, and checks all that has to be true of any decision. */
function apply(before: Contact | null, event: ContactEvent, around: ContactCircumstances): Contact | null {
  const untouched = JSON.stringify(before);
  const decision = decide(before, event, around);
  expect(JSON.stringify(before)).toBe(untouched);
  if (decision.kind !== 'changed') return before;

  const { next, effects, messages } = decision;
  if (before !== null) {
    const { id, version, to, arrivedAt, code } = next;
    expect({ id, version, to, arrivedAt, code }).toEqual({
      id: before.id,
      version: before.version,
      to: before.to,
      arrivedAt: before.arrivedAt,
      code: before.code,
    });
    if (event.type !== 'called-again') expect(next.from).toBe(before.from);
    if (before.status === 'ended') expect(next.status).toBe('ended');
    // Nobody who waits loses the place but by their own word.
    if (IN_LINE.has(before.status) && event.type === 'leg-ended') expect(next.status).not.toBe('ended');
    if (before.leg !== null && next.leg !== null && event.type !== 'called-again') {
      expect(next.leg.step).toBeGreaterThanOrEqual(before.leg.step);
      expect(next.leg.callSid).toBe(before.leg.callSid);
    }
  }

  // One place, and a deadline wherever nobody else would notice that something is stuck.
  const write = contactWrite(before, next, [], {
    headStartMs: 0,
    place: null,
    now: around.now,
    keyOf: () => null,
  });
  // A call that a person owes holds up nobody.
  const isOwed = next.status === 'place-kept' && next.owes !== null && next.owes.kind !== 'message';
  const isInLine = IN_LINE.has(next.status) && !isOwed;
  expect(write.standing === 'out').toBe(!isInLine);
  const callback = next.status === 'place-kept' && next.leg === null && !isOwed ? next.callback : null;
  const isPromised = callback !== null && callback.notBefore <= around.now;
  if (callback !== null && !isPromised) expect(write.dueAt).toBe(callback.notBefore);
  expect(write.takeable).toBe(next.status === 'waiting' || isPromised);
  if (
    next.status === 'waiting' ||
    next.status === 'offered' ||
    next.status === 'feedback' ||
    next.status === 'greeting' ||
    next.status === 'calling-back' ||
    (next.status === 'place-kept' && (next.why === 'dropped' || next.leg !== null)) ||
    next.status === 'held' ||
    next.status === 'returning'
  ) {
    expect(write.dueAt).toSatisfy(Number.isFinite);
  }
  if (next.status === 'connected' && (next.left.caller ?? next.left.operator) !== null) {
    expect(write.dueAt).toSatisfy(Number.isFinite);
  }
  if (next.status === 'ended') expect(write.dueAt).toBeNull();
  // What is promised, or owed, is not forgotten: somebody is called, or somebody has to see to it.
  if (next.status === 'place-kept' && next.why === 'callback')
    expect(next.callback ?? next.owes).not.toBeNull();
  if (before?.owes != null && next.owes === null)
    expect(['seen-to', 'words-deleted', 'end', 'leg-asks', 'called-again']).toContain(event.type);

  for (const effect of effects) {
    if (effect.type === 'summon-leg') {
      expect(effect.callSid).toBe(next.leg?.callSid);
      expect(effect.step).toBeGreaterThan(before?.leg?.step ?? -1);
    }
    if (effect.type === 'ring-caller')
      expect(next).toMatchObject({ status: 'calling-back', intentId: effect.intentId });
    if (effect.type === 'delete-recording') expect(effect.recordingSid).toBe(before?.words?.recordingSid);
  }
  for (const message of messages) {
    if (message.to === 'contact') {
      // The leg goes on as that of an earlier visit.
      expect(message).toMatchObject({ id: 'c2', event: { type: 'called-again' } });
      expect(next).toMatchObject({ status: 'ended', by: 'joined-earlier-place', leg: null });
      continue;
    }
    const servers = [before, next].flatMap((one) =>
      one !== null && 'server' in one ? one.server.operator : [],
    );
    const listener = before?.listener?.operator;
    expect([...servers, listener]).toContain(message.operator);
    if (message.operator === listener) expect(message.event).toMatchObject({ type: 'listened' });
  }
  if (event.type === 'leg-asks') answersAsPromised(before, next, around);
  // Nobody listens to who is no operator's, and nobody hears a talk that there is not.
  if (next.listener !== undefined) expect(['connected', 'held', 'returning']).toContain(next.status);
  if (next.listener?.heard) expect(next.status).toBe('connected');
  return next;
}

/** Words to a caller who waits say when the next one comes, and the document's silence is that long. */
function answersAsPromised(before: Contact | null, next: Contact, { now }: ContactCircumstances): void {
  if (next.leg === null || before?.leg?.step === next.leg.step) return;
  const { instruction } = next.leg;
  if ('lines' in instruction) for (const one of instruction.lines) speakable(one, next.language);
  if (
    next.status !== 'waiting' &&
    next.status !== 'offered' &&
    next.status !== 'held' &&
    next.status !== 'returning'
  ) {
    return;
  }
  if (instruction.kind === 'record') return;
  if (instruction.kind !== 'quiet') throw new Error(`a ${next.status} leg got ${instruction.kind}`);
  if (instruction.lines.length === 0) {
    // Nothing was keyed in the five seconds for several keys: what is left of the silence that was announced.
    const asked = before?.leg?.instruction;
    expect(asked).toMatchObject({ silenceAfterMs: instruction.silenceAfterMs + 5_000 });
    expect(instruction).toMatchObject({ silenceBeforeMs: 0 });
    return;
  }
  // A rhythm to be remembered is named, not promised.
  const lines = instruction.lines.filter(({ moment }) => !moment.includes('remember'));
  const promised = lines.flatMap(({ moment, values }) =>
    moment === 'greeting.quiet'
      ? [values['firstSeconds']]
      : [values['nextSeconds'] ?? values['longestSeconds'] ?? values['everySeconds'] ?? []].flat(),
  );
  if (promised.length === 0) {
    expect(instruction.silenceAfterMs).toBeLessThanOrEqual(QUESTION_SILENCE_MS);
    return;
  }
  for (const seconds of promised) expect(seconds).toBe(instruction.silenceAfterMs / 1000);
  expect(next.nextCheckInAt).toBe(next.wordsEndAt + instruction.silenceAfterMs);
  expect(next.wordsEndAt).toBeGreaterThan(now);
  expect(instruction.silenceAfterMs).toBeGreaterThanOrEqual(10_000);
  expect(instruction.silenceAfterMs).toBeLessThanOrEqual(1_800_000);
}

function speakable(one: Line, language: string): void {
  for (const turn of [0, 1, 2]) expect(renderLine(scripts, language, one, turn).text).not.toBe('');
}
