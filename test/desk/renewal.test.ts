import { describe, expect, it } from 'vitest';
import type { Desk, DeskEvent, Manned } from '../../src/desk/desk.ts';
import { deskDueAt } from '../../src/desk/due.ts';
import { isOnDuty, renewalDueAt } from '../../src/desk/renewal.ts';
import { line } from '../../src/voice-script/moments.ts';
import { asks, brief, leg, manned as withLeg, NOW, when } from './given.ts';

const MINUTE = 60_000;
const olderLeg = { ...leg, startedAt: NOW - 226 * MINUTE };
const manned: Manned = {
  ...withLeg,
  address: '+12025550142',
  leg: { ...leg, startedAt: NOW - 216 * MINUTE },
};
const free: Desk = { ...manned, status: 'free', freeSince: NOW - 5_000 };
const holding: Desk = { ...manned, leg: olderLeg, status: 'holding', contact: brief, since: NOW - 9_000 };

function given(desk: Desk, event: DeskEvent, now = NOW) {
  const decision = when(desk, event, { now });
  if (decision.kind !== 'changed') throw new Error(`It is ${decision.kind}.`);
  return decision;
}

/** The old line is gone. */
function calledAnew(desk: Desk) {
  const { next } = given(desk, { type: 'due' });
  return given(next, { type: 'leg-ended', callSid: 'CA9' }, NOW + 5_000).next;
}

describe("A desk's line that has lasted three and a half hours", () => {
  it('is due, and fetched for its last words; it takes nobody meanwhile, and still counts as on duty', () => {
    expect(deskDueAt(free)).toBeLessThan(NOW);
    const { next, effects } = given(free, { type: 'due' });
    expect(next).toMatchObject({ status: 'ringing', renewal: { stage: 'leaving', away: null } });
    expect(effects).toEqual([expect.objectContaining({ type: 'summon-leg', callSid: 'CA9', step: 4 })]);
    expect(isOnDuty(next)).toBe(true);
    expect(when(next, { type: 'announce', contact: brief, talk: 't' })).toMatchObject({
      kind: 'refused',
    });
    expect(given(next, asks('', 4, 'summons')).next).toMatchObject({
      leg: { instruction: { kind: 'hang-up', lines: [line('desk.renewal', {})] } },
    });
  });

  it('is called anew when it has ended, or at the latest when it has had its time', () => {
    const { next } = given(free, { type: 'due' });
    const ring = { type: 'ring-desk', operator: 'anna', intentId: 'intent-3' };
    expect(given(next, { type: 'leg-ended', callSid: 'CA9' }).effects).toContainEqual(ring);
    const late = given(next, { type: 'due' }, NOW + 16_000);
    expect(late.effects).toEqual([{ type: 'hang-up-leg', callSid: 'CA9' }, ring]);
    expect(late.next).toMatchObject({ status: 'ringing', leg: null, intentId: 'intent-3' });
  });

  it('closes the desk where nobody answers the new one', () => {
    const failed = given(calledAnew(free), { type: 'ring-failed', intentId: 'intent-3' });
    expect(failed.next).toMatchObject({ status: 'closed', why: 'no-answer' });
  });

  it('leaves who is away as they were', () => {
    const away: Desk = { ...manned, status: 'away', reason: 'lunch', since: NOW - 9_000 };
    const called = calledAnew(away);
    expect(isOnDuty(called)).toBe(false);
    const rung = given(called, { type: 'ring-started', intentId: 'intent-3', callSid: 'CA10' }).next;
    const key = { type: 'leg-asks', callSid: 'CA10', step: 1, from: 'words', digits: '5' } as const;
    const { next, effects } = given(rung, key);
    expect(next).toMatchObject({ status: 'away', reason: 'lunch', since: NOW - 9_000 });
    expect(effects).toEqual([]);
  });

  it('is not renewed in a talk, nor where its age is not known', () => {
    const talking: Desk = {
      ...manned,
      leg: {
        ...olderLeg,
        instruction: { kind: 'join-talk', talk: 't', side: 'operator', lines: [], leadIn: 'zip' },
      },
      status: 'talking',
      contact: brief,
      talk: 't',
      since: NOW - 9_000,
      polls: 0,
    };
    expect(deskDueAt(talking)).toBeNull();
    const unknown: Desk = { ...free, leg: { ...manned.leg, startedAt: null } };
    expect(deskDueAt(unknown)).toBeGreaterThan(NOW);
  });

  it('with a caller on hold has a quarter of an hour more; the caller is told only where nobody answers', () => {
    expect(deskDueAt({ ...holding, leg: manned.leg })).toBeGreaterThan(NOW);
    const called = calledAnew(holding);
    expect(called).toMatchObject({ status: 'ringing', contact: { contactId: 'c1' } });
    const back = given(called, { type: 'leg-asks', callSid: 'CA10', step: 1, from: 'words', digits: '1' });
    expect([back.next.status, back.messages]).toEqual(['holding', []]);
    const lost = given(called, { type: 'due' }, NOW + 90_000);
    expect(lost.messages).toEqual([
      { to: 'contact', id: 'c1', event: { type: 'operator-lost', operator: 'anna' } },
    ]);
  });

  it('is left to its end while callers are on hold and there is no phone that could be called', () => {
    expect(renewalDueAt(holding)).toBe(NOW - MINUTE);
    expect(renewalDueAt({ ...holding, address: '', openedBy: 'phone' })).toBe(Number.POSITIVE_INFINITY);
  });

  it('of whoever has no phone on file ends with the word to call in again', () => {
    const byPhone: Desk = { ...free, address: '', openedBy: 'phone' };
    const { next } = given(byPhone, { type: 'due' });
    const told = given(next, asks('', 4, 'summons')).next;
    expect(told).toMatchObject({
      leg: { instruction: { kind: 'hang-up', lines: [line('desk.call-in-again', {})] } },
    });
    expect(given(told, { type: 'leg-ended', callSid: 'CA9' }).next).toMatchObject({
      status: 'closed',
      why: 'line-lost',
    });
  });

  it('of a phone that is rung per call is just hung up: the next caller rings it', () => {
    const perCall: Desk = { ...manned, legKind: 'per-call', status: 'free', freeSince: NOW };
    const { next, effects } = given(perCall, { type: 'due' });
    expect(next).toMatchObject({ status: 'free', leg: null });
    expect(effects).toEqual([{ type: 'hang-up-leg', callSid: 'CA9' }, { type: 'match' }]);
  });

  it('hears what happened first, where the talk has just ended', () => {
    const talking: Desk = {
      ...manned,
      leg: { ...manned.leg, instruction: { kind: 'come-again' } },
      status: 'talking',
      contact: brief,
      talk: 't',
      since: NOW - 9_000,
      polls: 1,
    };
    const lines = [line('desk.caller-hung-up', {})];
    const { next, effects } = given(talking, { type: 'contact-gone', contactId: 'c1', lines });
    expect(effects).toEqual([]);
    expect(given(next, asks()).next).toMatchObject({
      leg: { instruction: { kind: 'hang-up', lines: [...lines, line('desk.renewal', {})] } },
    });
  });
});
