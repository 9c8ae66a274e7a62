// oxlint-disable vitest/no-conditional-expect -- what has to hold depends on what was drawn
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decide } from '../../src/desk/decide.ts';
import { type Desk, type DeskCircumstances, type DeskEvent, isRung } from '../../src/desk/desk.ts';
import { renewalDueAt } from '../../src/desk/renewal.ts';
import { heldBy, mayTakeMore } from '../../src/desk/held-callers.ts';
import { isSpeaking } from '../../src/desk/held-news.ts';
import { deskWrite } from '../../src/switchboard/standing.ts';
import type { ListenedNow } from '../../src/desk/listening.ts';
import type { AskedFrom } from '../../src/twiml/instructions.ts';
import { scripts } from '../support/scripts.ts';
import { line, type Line } from '../../src/voice-script/moments.ts';
import { renderLine } from '../../src/voice-script/render.ts';

const NOW = 1_790_000_000_000;

const contactId = fc.constantFrom('c1', 'c1', 'c2', 'c3');
const contact = fc.record({
  contactId,
  queueName: fc.constant('Acme support'),
  waitedMs: fc.integer({ min: 0, max: 7_200_000 }),
  language: fc.constant('en'),
  wrapUpMs: fc.constantFrom(0, 30_000),
  askedFirst: fc.boolean(),
});
const talk = fc.constant('talk-1');
const lines = fc.constant<Line[]>([line('desk.caller-hung-up', {})]);

/** What is drawn for one step. */
type Step = Pick<DeskCircumstances, 'nextContact' | 'dueNext' | 'owed' | 'listened'> & {
  afterMs: number;
  event: DeskEvent | Asking;
};
type Asking = { ahead: number; from: AskedFrom; digits: string };
const asking: fc.Arbitrary<Asking> = fc.record({
  ahead: fc.constantFrom(0, 1, 1, 1, 3),
  from: fc.constantFrom<AskedFrom>('words', 'after', 'talk', 'record', 'end', 'summons'),
  digits: fc.constantFrom('', '', '', '1', '2', '3', '5', '8', '9', '0', '*'),
});
const plain: fc.Arbitrary<DeskEvent> = fc.oneof(
  fc.constant({ type: 'due' as const }),
  fc.constant({ type: 'accept' as const }),
  fc.constant({ type: 'free' as const }),
  fc.constantFrom({ type: 'console-gone' as const }, { type: 'console-back' as const }),
  fc.constant({ type: 'away' as const, reason: 'lunch' }),
  fc.constantFrom('CA1', 'CA2', 'CA3').map((callSid) => ({ type: 'leg-ended' as const, callSid })),
  fc.record({ type: fc.constant('ring-failed' as const), intentId: fc.constantFrom('i1', 'i2') }),
  fc.record({
    type: fc.constant('ring-planned' as const),
    intentId: fc.constantFrom('i1', 'i2'),
    at: fc.constant(NOW + 10_000),
  }),
  fc.record({
    type: fc.constant('ring-started' as const),
    intentId: fc.constantFrom('i1', 'i2'),
    callSid: fc.constant('CA1'),
  }),
  fc.record({ type: fc.constant('announce' as const), contact, talk }),
  fc.record({ type: fc.constant('take' as const), contact, talk }),
  fc.record({ type: fc.constant('contact-gone' as const), contactId, lines }),
  fc.record({ type: fc.constant('tell' as const), contactId, lines }),
  fc.record({
    type: fc.constant('note-recorded' as const),
    contactId,
    recordingSid: fc.constantFrom('RE1', 'RE2'),
  }),
  fc.record({ type: fc.constant('caller-present' as const), contactId }),
  fc.record({ type: fc.constant('contact-held' as const), contactId, reason: fc.constant('invoice') }),
  fc.record({ type: fc.constant('return' as const), contactId, talk }),
);
const aboutListening: fc.Arbitrary<DeskEvent> = fc.oneof(
  fc.record({ type: fc.constant('stop-listening' as const), contactId }),
  fc.record({
    type: fc.constant('listened' as const),
    contactId,
    to: fc.constantFrom('talk' as const, 'hold' as const, 'over' as const),
  }),
  fc.record({
    type: fc.constant('listener-set' as const),
    step: fc.integer({ min: 1, max: 5 }),
    mode: fc.constantFrom('listen' as const, 'barge' as const),
  }),
);
const listening: fc.Arbitrary<DeskEvent & { type: 'listen' }> = fc.record({
  type: fc.constant('listen' as const),
  listens: fc.record({ contactId, mode: fc.constantFrom('listen' as const, 'whisper' as const) }),
  post: fc.constant<(DeskEvent & { type: 'listen' })['post']>({
    operator: 'anna',
    displayName: 'Anna',
    queues: ['support'],
    address: 'client:anna',
    language: 'en',
    intentId: 'i1',
  }),
});
const closing: fc.Arbitrary<DeskEvent> = fc.constant({ type: 'close' as const });
const opening: DeskEvent & { type: 'open' } = {
  type: 'open',
  operator: 'anna',
  address: 'client:anna',
  mode: 'auto',
  queues: ['support'],
  displayName: 'Anna',
  intentId: 'i1',
  language: 'en',
};
const PER_CALL: typeof opening = { ...opening, legKind: 'per-call' };
const SEVERAL: typeof opening = { ...opening, mostHeld: 3, offersMore: true };
const calling: DeskEvent = {
  type: 'open-by-phone',
  operator: 'anna',
  address: '',
  queues: ['support'],
  displayName: 'Anna',
  intentId: 'i1',
  language: 'en',
  asks: { type: 'leg-asks', callSid: 'CA3', step: 1, from: 'words', digits: '' },
};
const drawn = {
  afterMs: fc.constantFrom(0, 500, 2_500, 20_000, 400_000, 4_500_000),
  nextContact: fc.option(fc.record({ contact, talk }), { nil: null }),
  dueNext: fc.constantFrom(null, 'c1', 'c2'),
  owed: fc.constantFrom(
    null,
    { contactId: 'c3', owedMs: 60_000, mayBeCalled: true },
    { contactId: 'c3', owedMs: 60_000, mayBeCalled: false },
  ),
  listened: fc.constantFrom<ListenedNow>(
    { to: 'talk', talk: 'talk-8', coach: 'CA8' },
    { to: 'talk', talk: 'talk-9', coach: 'CA9' },
    { to: 'hold' },
    { to: 'over' },
  ),
};
const step = fc.record({
  ...drawn,
  event: fc.oneof(
    { weight: 10, arbitrary: asking },
    { weight: 10, arbitrary: plain },
    { weight: 1, arbitrary: closing },
    { weight: 2, arbitrary: fc.constantFrom(opening, PER_CALL, SEVERAL, calling) },
  ),
});

/** The same at a desk whose operator listens to others' talks. */
const listeningStep = fc.record({
  ...drawn,
  event: fc.oneof(
    { weight: 2, arbitrary: listening },
    { weight: 8, arbitrary: asking },
    { weight: 3, arbitrary: aboutListening },
    { weight: 6, arbitrary: plain },
    { weight: 1, arbitrary: fc.constantFrom({ type: 'close' as const }, opening, PER_CALL, calling) },
  ),
});
const openings = fc.constantFrom(opening, PER_CALL, SEVERAL, { ...SEVERAL, legKind: 'per-call' as const });

test('whatever happens to a desk, in whatever order, it stays a whole desk', () => {
  expect(statusesSeen(openings, step, 1_000)).toEqual([
    'away',
    'called',
    'closed',
    'free',
    'holding',
    'joining',
    'offered',
    'renewed',
    'ringing',
    'talking',
    'wrap-up',
  ]);
});

test('a desk whose operator listens to others stays a whole desk as well', () => {
  expect(statusesSeen(fc.oneof(openings, listening), listeningStep, 300)).toEqual(
    expect.arrayContaining(['away', 'called-to-listen', 'closed', 'free', 'listening', 'ringing', 'talking']),
  );
});

/** Every status that a desk has been in, whatever happened to it; checks each of its steps. */
function statusesSeen(first: fc.Arbitrary<DeskEvent>, then: fc.Arbitrary<Step>, numRuns: number): string[] {
  const seen = new Set<string>();
  fc.assert(
    fc.property(first, fc.array(then, { minLength: 5, maxLength: 40 }), (begins, steps) => {
      let now = NOW;
      let desk: Desk | null = null;
      for (const { afterMs, event, ...circumstances } of [
        { afterMs: 0, nextContact: null, dueNext: null, owed: null, listened: null, event: begins },
        ...steps,
      ]) {
        now += afterMs;
        desk = apply(desk, eventOf(event, desk), {
          ...circumstances,
          now,
          spokenMs: () => 3_000,
          waiting: { count: 2, longestMs: 90_000 },
          held: null,
          returnTalk: 'talk-2',
          newIntentId: 'i2',
        });
        if (desk !== null)
          seen.add(desk.status === 'ringing' && desk.renewal !== undefined ? 'renewed' : desk.status);
      }
    }),
    { numRuns },
  );
  return [...seen].toSorted();
}

function eventOf(event: DeskEvent | Asking, desk: Desk | null): DeskEvent {
  if (!('ahead' in event)) return event;
  const { ahead, ...rest } = event;
  const at = desk !== null && 'leg' in desk ? (desk.leg?.step ?? 0) : 0;
  const callSid = desk !== null && 'leg' in desk ? (desk.leg?.callSid ?? 'CA1') : 'CA1';
  return { type: 'leg-asks', callSid, step: at + ahead, ...rest };
}

function apply(before: Desk | null, event: DeskEvent, around: DeskCircumstances): Desk | null {
  const untouched = JSON.stringify(before);
  const decision = decide(before, event, around);
  expect(JSON.stringify(before)).toBe(untouched);
  if (decision.kind !== 'changed') return before;
  const { next, effects, messages } = decision;

  expect(next.operator).toBe('anna');
  const write = deskWrite(before, next);
  const isIdleOnHook = 'leg' in next && next.leg === null && ['free', 'away'].includes(next.status);
  if (isIdleOnHook) expect([next.legKind, write.dueAt]).toEqual(['per-call', null]);
  else if (next.status !== 'closed' && next.status !== 'talking' && !isInTalk(next))
    expect(write.dueAt).toSatisfy(Number.isFinite);
  const wantsMore = next.status === 'holding' && next.offersMore === true && !isSpeaking(next);
  const isOfferedMore = wantsMore && mayTakeMore(next);
  expect(write.freeSince === null).toBe(next.status !== 'free' && !isOfferedMore);
  const comesBack = 'afterwards' in next && next.afterwards.status !== 'free';
  const isRenewed = next.status === 'ringing' && next.renewal?.away === null;
  const isOffDuty = comesBack || (['closed', 'ringing', 'away'].includes(next.status) && !isRenewed);
  expect(write.onDutyFor).toEqual(isOffDuty ? [] : ['support']);

  // No desk is left on a line that will be cut in the next caller's talk.
  if (next.status === 'free' || next.status === 'away')
    expect(renewalDueAt(next)).toBeGreaterThan(around.now);

  for (const effect of effects) {
    if (effect.type === 'ring-desk') expect([isRung(next), next.intentId]).toEqual([true, effect.intentId]);
    if (effect.type === 'summon-leg' && 'leg' in next) {
      expect(effect.step).toBe((next.leg?.step ?? 0) + 1);
      expect(next.leg?.summonedAt).toBe(around.now);
    }
  }

  // A contact that was served is told when the desk lets go of it, unless the contact itself said that it is gone.
  const knows =
    event.type === 'contact-gone' || (before?.status === 'ringing' && before.renewal === undefined);
  for (const id of servedBy(before)) {
    const isTold = messages.some((message) => message.to === 'contact' && message.id === id);
    if (!servedBy(next).includes(id) && !knows) expect([id, isTold]).toEqual([id, true]);
  }
  // Who listens no more has told the contact so, or has heard from it that the talk is over.
  if (before !== null && 'listens' in before && !('listens' in next) && event.type !== 'listened') {
    expect(messages).toContainEqual({
      to: 'contact',
      id: before.listens.contactId,
      event: { type: 'listener-gone', operator: 'anna' },
    });
  }
  // A contact that the desk knew nothing of before is only there because it was taken or announced.
  const newOnes = servedBy(next).filter((id) => !servedBy(before).includes(id));
  expect(newOnes.length).toBeLessThanOrEqual(['announce', 'take', 'leg-asks'].includes(event.type) ? 1 : 0);
  // Everybody once, and on hold no more than the operator may have.
  expect(new Set(servedBy(next)).size).toBe(servedBy(next).length);
  expect(heldBy(next).length).toBeLessThanOrEqual(next.mostHeld ?? 1);
  if (event.type === 'close')
    expect(servedBy(before)).toEqual(
      before?.status === 'offered' || before?.status === 'called' ? [before.contact.contactId] : [],
    );

  if (event.type === 'leg-asks' && 'leg' in next && next.leg !== null && 'lines' in next.leg.instruction) {
    for (const one of next.leg.instruction.lines) {
      for (const language of ['en', 'ru']) expect(renderLine(scripts, language, one, 0).text).not.toBe('');
    }
  }
  return next;
}

/** Whose talk goes on without us. */
function isInTalk(desk: Desk): boolean {
  return (
    desk.status === 'listening' && desk.leg.instruction.kind === 'listen-in' && desk.leg.summonedAt === null
  );
}

/** Everybody whom a desk has, in whatever way. */
function servedBy(desk: Desk | null): string[] {
  if (desk === null || !('contact' in desk)) return [];
  const others = 'others' in desk ? (desk.others ?? []) : [];
  return [...(desk.contact === null ? [] : [desk.contact]), ...others].map((one) => one.contactId);
}
