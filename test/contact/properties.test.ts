// oxlint-disable vitest/no-conditional-expect -- what has to hold depends on what was drawn
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ContactCircumstances } from '../../src/contact/circumstances.ts';
import type { ContactEvent } from '../../src/contact/contact-event.ts';
import type { Contact } from '../../src/contact/contact.ts';
import { decide } from '../../src/contact/decide.ts';
import { contactWrite } from '../../src/switchboard/standing.ts';
import { scripts } from '../support/scripts.ts';
import type { Line } from '../../src/voice-script/moments.ts';
import { renderLine } from '../../src/voice-script/render.ts';
import { arrived, circumstances, NOW, QUEUE } from './given.ts';
import { eventOf, rhythm, start, step } from './drawn.ts';

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
    { numRuns: 1_000 },
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
    queue: around.queue,
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
    moment.startsWith('greeting.quiet')
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
