// oxlint-disable vitest/no-conditional-expect -- what has to hold depends on what was drawn
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decide } from '../../src/desk/decide.ts';
import { type Desk, type DeskCircumstances, type DeskEvent, isRung } from '../../src/desk/desk.ts';
import { renewalDueAt } from '../../src/desk/renewal.ts';
import { heldBy, mayTakeMore } from '../../src/desk/held-callers.ts';
import { deskWrite } from '../../src/switchboard/standing.ts';
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
const step = fc.record({
  afterMs: fc.constantFrom(0, 500, 2_500, 20_000, 400_000, 4_500_000),
  nextContact: fc.option(fc.record({ contact, talk }), { nil: null }),
  dueNext: fc.constantFrom(null, 'c1', 'c2'),
  owed: fc.constantFrom(
    null,
    { contactId: 'c3', owedMs: 60_000, mayBeCalled: true },
    { contactId: 'c3', owedMs: 60_000, mayBeCalled: false },
  ),
  event: fc.oneof(
    { weight: 10, arbitrary: asking },
    { weight: 10, arbitrary: plain },
    { weight: 1, arbitrary: closing },
    { weight: 2, arbitrary: fc.constantFrom(opening, PER_CALL, SEVERAL, calling) },
  ),
});

const openings = fc.constantFrom(opening, PER_CALL, SEVERAL, { ...SEVERAL, legKind: 'per-call' as const });

test('whatever happens to a desk, in whatever order, it stays a whole desk', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(openings, fc.array(step, { minLength: 5, maxLength: 40 }), (first, steps) => {
      let now = NOW;
      let desk: Desk | null = null;
      for (const { afterMs, nextContact, dueNext, owed, event } of [
        { afterMs: 0, nextContact: null, dueNext: null, owed: null, event: first },
        ...steps,
      ]) {
        now += afterMs;
        const around = {
          now,
          spokenMs: () => 3_000,
          nextContact,
          dueNext,
          owed,
          waiting: { count: 2, longestMs: 90_000 },
          held: null,
          returnTalk: 'talk-2',
          newIntentId: 'i2',
        };
        desk = apply(desk, eventOf(event, desk), around);
        if (desk !== null)
          seen.add(desk.status === 'ringing' && desk.renewal !== undefined ? 'renewed' : desk.status);
      }
    }),
    { numRuns: 1_000 },
  );
  const all = [
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
  ];
  expect([...seen].toSorted()).toEqual(all);
});

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
  else if (next.status !== 'closed' && next.status !== 'talking')
    expect(write.dueAt).toSatisfy(Number.isFinite);
  const isOfferedMore = next.offersMore === true && mayTakeMore(next);
  expect(write.freeSince === null).toBe(next.status !== 'free' && !isOfferedMore);
  const isRenewed = next.status === 'ringing' && next.renewal?.away === null;
  const isOffDuty = ['closed', 'ringing', 'away'].includes(next.status) && !isRenewed;
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

/** Everybody whom a desk has, in whatever way. */
function servedBy(desk: Desk | null): string[] {
  if (desk === null || !('contact' in desk)) return [];
  const others = 'others' in desk ? (desk.others ?? []) : [];
  return [...(desk.contact === null ? [] : [desk.contact]), ...others].map((one) => one.contactId);
}
