import { describe, expect, test } from 'vitest';
import type { Contact, Held } from '../../../src/contact/contact.ts';
import { line } from '../../../src/voice-script/moments.ts';
import {
  asks,
  CALL,
  connected,
  ended,
  held,
  momentsOf,
  nextOf,
  NOW,
  QUEUE,
  summons,
  toAnna,
  waiting,
  when,
} from '../given.ts';

describe('in a talk', () => {
  test('hold: one state, one summons, and the desk is told', () => {
    const decision = when(connected(), {
      type: 'hold',
      operator: 'anna',
      reason: 'looking up your invoice',
      backInMs: 120_000,
    });
    const { pending: _, ...rest } = held();
    const next: Held = {
      ...rest,
      pending: [],
      leg: { ...connected().leg, summonedAt: NOW },
      wordsEndAt: NOW,
      nextCheckInAt: NOW,
      heldAt: NOW,
      remindAt: null,
      memory: 'asked',
    };
    expect(decision).toStrictEqual({
      kind: 'changed',
      next,
      effects: [summons],
      messages: [toAnna({ type: 'contact-held', contactId: 'c1', reason: 'looking up your invoice' })],
      timeline: [{ at: NOW, kind: 'held', data: { reason: 'looking up your invoice', backInSeconds: 120 } }],
    });
  });

  test('both legs are out of the talk: it was star, which means hold', () => {
    const out = connected({ left: { caller: null, operator: NOW - 500, polls: 0 } });
    expect(when(out, asks('talk'))).toMatchObject({
      next: { status: 'held', reason: '', expectedBackAt: null, leg: { instruction: { kind: 'quiet' } } },
      messages: [toAnna({ type: 'contact-held', contactId: 'c1' })],
      effects: [],
    });
    const callerFirst = connected({ left: { caller: NOW - 500, operator: null, polls: 1 } });
    expect(when(callerFirst, { type: 'operator-left-talk', operator: 'anna', final: false })).toMatchObject({
      next: { status: 'held' },
      effects: [summons],
      messages: [toAnna({ type: 'contact-held', contactId: 'c1' })],
    });
  });

  test('a leg out of the talk for no known reason waits a second, at most three times, then is first in line', () => {
    let contact: Contact | null = connected();
    for (let poll = 1; poll <= 3; poll++) {
      const decision = when(contact, asks(poll === 1 ? 'talk' : 'end', '', 3 + poll));
      expect(decision).toMatchObject({
        next: { status: 'connected', leg: { instruction: { kind: 'come-again' } } },
      });
      contact = nextOf(decision);
    }
    const decision = when(contact, asks('end', '', 7));
    expect(decision).toMatchObject({
      next: { status: 'waiting', prefers: { operator: 'anna', until: NOW + 60_000 } },
      messages: [toAnna({ type: 'contact-gone', contactId: 'c1' })],
    });
    expect(momentsOf(decision)).toEqual(['line.front-after-lost-operator', 'line.status']);
  });

  test('fetched into the talk once more, because the first answer was lost: the same talk', () => {
    const decision = when(connected(), asks('summons'));
    expect(decision).toMatchObject({
      next: {
        status: 'connected',
        left: connected().left,
        leg: { step: 4, instruction: connected().leg.instruction },
      },
      messages: [],
    });
  });

  test('the operator’s line ends: front of the line, the operator first for a minute, and words that say so', () => {
    expect(when(connected(), { type: 'operator-lost', operator: 'anna' })).toMatchObject({
      next: {
        status: 'waiting',
        prefers: { operator: 'anna', until: NOW + 60_000 },
        pending: [line('line.front-after-lost-operator', { operator: 'Anna' })],
        leg: { summonedAt: NOW },
      },
      effects: [summons, { type: 'match' }],
      messages: [],
    });
  });

  test('the caller hangs up: over, and the operator hears why', () => {
    expect(when(connected(), { type: 'leg-ended', callSid: CALL })).toStrictEqual({
      kind: 'changed',
      next: ended({
        endedAt: NOW,
        by: 'caller',
        leg: null,
        lastServed: { operator: 'anna', at: NOW },
      }),
      effects: [],
      messages: [toAnna({ type: 'contact-gone', contactId: 'c1', lines: [line('desk.caller-hung-up', {})] })],
      timeline: [{ at: NOW, kind: 'hung-up' }],
    });
  });

  test('the end by the operator: two questions, and the operator is free', () => {
    const decision = when(connected(), { type: 'end', operator: 'anna' });
    expect(decision).toMatchObject({
      next: { status: 'feedback', asking: 'right', operator: 'anna', leg: { summonedAt: NOW } },
      effects: [summons],
      messages: [toAnna({ type: 'contact-gone', contactId: 'c1', lines: [line('desk.free', {})] })],
    });
    const last = when(nextOf(decision), asks('summons'));
    expect(last).toMatchObject({
      next: { leg: { instruction: { kind: 'quiet', lines: [line('feedback.right', {})] } } },
    });
  });

  test('the end where nobody is asked afterwards: goodbye', () => {
    const queue = { ...QUEUE, askAfterwards: false };
    const decision = when(connected(), { type: 'end', operator: 'anna' }, { queue });
    const last = when(nextOf(decision), asks('summons'));
    expect(last).toMatchObject({
      next: { status: 'ended', leg: { instruction: { kind: 'hang-up', lines: [line('goodbye', {})] } } },
    });
  });

  test('a transfer: another queue, its front, one operator first where one is named', () => {
    const boris = { operator: 'boris', displayName: 'Boris' };
    const target = { queueId: 'billing', queueName: 'Billing', prefers: boris };
    expect(when(connected(), { type: 'transfer', operator: 'anna', target })).toMatchObject({
      next: {
        status: 'waiting',
        queueId: 'billing',
        prefers: { operator: 'boris', until: NOW + 300_000 },
        pending: [line('line.transferred-to', { operator: 'Boris' })],
      },
      messages: [toAnna({ type: 'contact-gone', lines: [line('desk.taken-back', {})] })],
    });
  });
});

test.each([
  ['not yours', connected(), 'not-yours'],
  ['not on hold with you', held(), 'not-yours'],
  ['not connected', waiting(), 'state'],
  ['unknown', null, 'not-found'],
] as const)('a command of another operator is refused: %s', (_, contact, code) => {
  expect(when(contact, { type: 'end', operator: 'boris' })).toMatchObject({ kind: 'refused', code });
});
