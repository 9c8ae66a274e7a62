import fc from 'fast-check';
import type { CallbackVerdict, ContactCircumstances } from '../../src/contact/circumstances.ts';
import type { ContactEvent } from '../../src/contact/contact-event.ts';
import type { Contact } from '../../src/contact/contact.ts';
import type { AskedFrom, ListenMode } from '../../src/twiml/instructions.ts';
import type { Line } from '../../src/voice-script/moments.ts';
import { onDuty } from '../support/on-duty.ts';
import { NOW, vera } from './given.ts';
import { STATUSES } from './statuses-and-events.ts';

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
export type Asking = { ahead: number; from: AskedFrom; digits: string };
type Around = Pick<
  ContactCircumstances,
  | 'position'
  | 'onDuty'
  | 'callbackVerdict'
  | 'ownerOfCode'
  | 'mayTryCodes'
  | 'callLater'
  | 'opens'
  | 'closesInMs'
  | 'announcement'
>;
export type Step = { afterMs: number; around: Around; event: ContactEvent | Asking };

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
  fc.record({
    type: fc.constant('not-met' as const),
    talk: fc.constantFrom('talk-1', 'talk-2'),
    missing: fc.constantFrom('caller' as const, 'operator' as const, 'both' as const),
  }),
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
  fc.constant({ type: 'words-deleted' as const, operator: 'anna' }),
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

export const step: fc.Arbitrary<Step> = fc.record({
  afterMs: fc.constantFrom(0, 500, 3_000, 20_000, 61_000),
  around: fc.record<Around>({
    position: fc.constantFrom(null, 1, 1, 2, 17),
    onDuty: fc.constantFrom(
      onDuty(0),
      onDuty(1),
      { all: 1, choosy: 1, naming: { ru: 1 } },
      { all: 3, choosy: 2, naming: { ru: 1, en: 2 } },
    ),
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
export const start = fc.constantFrom(...Object.values(STATUSES));

/** An admin's settings of one silence after the other. */
export const rhythm = fc.record({
  firstAfterSeconds: fc.constantFrom(10, 45, 1_800),
  everySeconds: fc.constantFrom(10, 60, 120),
  growth: fc.constantFrom(1, 1.5, 3),
  longestSilenceSeconds: fc.constantFrom(10, 180, 1_800),
});

/** The event that was drawn, as it is for this contact. */
export function eventOf(event: ContactEvent | Asking, contact: Contact | null): ContactEvent {
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
