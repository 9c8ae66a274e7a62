import { describe, expect, test } from 'vitest';
import type { Brief, Desk, DeskEvent, Manned } from '../../src/desk/desk.ts';
import type { Leg } from '../../src/twiml/instructions.ts';
import { deskWrite } from '../../src/switchboard/standing.ts';
import { line } from '../../src/voice-script/moments.ts';
import {
  asks,
  brief,
  leg,
  manned as withLeg,
  momentsOf,
  nextOf,
  NOW,
  talkLeg,
  toContact,
  when,
} from './given.ts';

const manned: Manned = { ...withLeg, mostHeld: 3 };
const briefOf = (contactId: string, heldAgoMs?: number): Brief => ({
  ...brief,
  contactId,
  wrapUpMs: 30_000,
  ...(heldAgoMs === undefined ? {} : { heldAt: NOW - heldAgoMs, reason: `about ${contactId}` }),
});
const ida = briefOf('ida', 60_000);
const otto = briefOf('otto', 30_000);
const holding: Desk = {
  ...manned,
  status: 'holding',
  contact: otto,
  others: [ida],
  since: NOW - 30_000,
};
const talking: Desk = {
  ...manned,
  leg: talkLeg,
  status: 'talking',
  contact: briefOf('uma'),
  others: [ida, otto],
  talk: 'talk-1',
  since: NOW - 9_000,
  polls: 0,
};

const key = (digits: string) => asks(digits, 4, 'after');
const to = (id: string, event: object) => toContact(event, id);
const ids = (all: Brief[] | undefined) => all?.map(({ contactId }) => contactId);

describe('with two callers on hold', () => {
  test('a third is taken: both stay on hold; a fourth hold would be one too many', () => {
    const decision = when(holding, { type: 'take', contact: briefOf('uma'), talk: 'talk-2' });
    expect(decision).toMatchObject({
      next: { status: 'joining', purpose: 'take', contact: { contactId: 'uma' } },
      messages: [to('uma', { type: 'take' })],
    });
    const next = nextOf(decision);
    expect(ids('others' in next ? next.others : [])).toEqual(['ida', 'otto']);
    const full = { ...holding, mostHeld: 2 };
    expect(when(full, { type: 'take', contact: briefOf('uma'), talk: 'talk-2' })).toMatchObject({
      kind: 'refused',
      reason: 'Your desk is holding.',
    });
  });

  test('callers are announced only where the operator asked for that', () => {
    const event = { type: 'announce', contact: briefOf('uma'), talk: 'talk-2' } as const;
    expect(when(holding, event).kind).toBe('refused');
    expect(when({ ...holding, offersMore: true }, event)).toMatchObject({
      next: { status: 'offered', others: [{ contactId: 'ida' }, { contactId: 'otto' }] },
    });
  });

  test('a note is over: that it is looked at is said a second later, and is not said again with what became of it', () => {
    const instruction: Leg['instruction'] = {
      kind: 'record-note',
      about: 'otto',
      lines: [],
      mostSeconds: 10,
    };
    const over = when({ ...holding, leg: { ...leg, instruction } }, { ...key('#'), from: 'record' });
    expect(nextOf(over)).toMatchObject({
      leg: { instruction: { silenceBeforeMs: 1_000, lines: [line('desk.note-checking', {})] } },
    });
    const kept = line('desk.note-kept', { secondsLeft: 30 });
    const told = when(nextOf(over), { type: 'tell', contactId: 'otto', lines: [kept] });
    expect(nextOf(told)).toMatchObject({ pending: [line('desk.which', expect.anything()), kept] });
  });

  test('while a note is spoken nobody is announced; then whoever came meanwhile', () => {
    const instruction: Leg['instruction'] = {
      kind: 'record-note',
      about: 'otto',
      lines: [],
      mostSeconds: 10,
    };
    const wanting = { ...holding, offersMore: true };
    const speaking = { ...wanting, leg: { ...leg, instruction } };
    expect(deskWrite(null, wanting).freeSince).toBe(NOW - 30_000);
    expect(deskWrite(null, speaking).freeSince).toBeNull();
    const event = { type: 'announce', contact: briefOf('uma'), talk: 'talk-2' } as const;
    expect(when(speaking, event)).toMatchObject({ kind: 'refused' });
    const over = when(speaking, { ...key('#'), from: 'record' });
    expect(over).toMatchObject({ next: { status: 'holding' }, effects: [{ type: 'match' }] });
    expect(deskWrite(null, nextOf(over)).freeSince).toBe(NOW - 30_000);
    expect(when({ ...speaking, offersMore: false }, key(''))).toMatchObject({ effects: [] });
  });

  test.each([
    ['1', { status: 'talking', others: [otto] }, 'return', []],
    ['2', { status: 'holding', contact: otto, others: [ida] }, 'longer', ['desk.which', 'desk.two-more']],
    ['9', { status: 'holding', contact: otto, last: 'ida' }, 'end', ['desk.holding']],
  ])('key %s is about the one who is due next', (digits, next, event, moments) => {
    const decision = when(holding, key(digits), { dueNext: 'ida' });
    expect(decision).toMatchObject({ next });
    const messages = decision.kind === 'changed' ? decision.messages : [];
    expect(messages[0]).toMatchObject(to('ida', { type: event }));
    expect(momentsOf(decision)).toEqual(moments);
  });

  test('the one who is named is returned to, the other stays on hold', () => {
    expect(when(holding, { type: 'return', contactId: 'ida', talk: 'talk-2' })).toMatchObject({
      next: { status: 'joining', purpose: 'return', contact: ida, others: [otto] },
      messages: [to('ida', { type: 'return', operator: 'anna', talk: 'talk-2' })],
    });
  });

  test('words name which of them they are about, and say again what they cut off', () => {
    const lines = [line('desk.answer-keep-waiting', {})];
    expect(when(holding, { type: 'tell', contactId: 'ida', lines })).toMatchObject({
      next: { pending: [line('desk.which', { position: 1, reason: 'about ida' }), ...lines] },
    });
    const two = [line('desk.two-more', {})];
    const speaking = { ...leg, askedAt: NOW - 1_000, instruction: { ...leg.instruction, lines: two } };
    expect(
      when({ ...holding, leg: speaking } as Desk, { type: 'tell', contactId: 'otto', lines }),
    ).toMatchObject({
      next: { pending: [...two, line('desk.which', { position: 2, reason: 'about otto' }), ...lines] },
    });
  });

  test('one hangs up: the other stays, and the operator hears which one it was', () => {
    const lines = [line('desk.caller-hung-up', {})];
    const gone = when(holding, { type: 'contact-gone', contactId: 'ida', lines });
    expect(gone).toMatchObject({
      next: {
        status: 'holding',
        contact: otto,
        pending: [line('desk.which', { position: 1, reason: 'about ida' }), ...lines],
      },
    });
    expect(gone.kind === 'changed' && 'others' in gone.next).toBe(false);
  });

  test('the line is lost: both are told, both wait for the phone that is rung, and are told when it is back', () => {
    const lost = when(holding, { type: 'leg-ended', callSid: 'CA9' });
    expect(lost).toMatchObject({
      next: { status: 'ringing', contact: otto, others: [ida], intentId: 'intent-3' },
      effects: [{ type: 'ring-desk' }],
      messages: [to('ida', { type: 'operator-lost' }), to('otto', { type: 'operator-lost' })],
    });
    const ringing = nextOf(lost);
    expect(when(ringing, { type: 'close' }).kind).toBe('refused');
    expect(when(ringing, { ...key('7'), callSid: 'CA10', step: 1 })).toMatchObject({
      next: { status: 'holding', contact: otto, others: [ida] },
      messages: [to('ida', { type: 'operator-back' }), to('otto', { type: 'operator-back' })],
    });
  });

  test('going away and going off duty are refused', () => {
    expect(when(holding, { type: 'close' }).kind).toBe('refused');
    expect(when(holding, { type: 'away', reason: '' }).kind).toBe('refused');
  });
});

describe('in a talk while two are on hold', () => {
  test('returning to one of them waits until this talk is put on hold', () => {
    expect(when(talking, { type: 'return', contactId: 'ida', talk: 'talk-2' })).toMatchObject({
      kind: 'refused',
      reason: 'You are with another caller. Put that one on hold, or end that call, first.',
    });
    expect(when(talking, { type: 'contact-held', contactId: 'uma', reason: 'a refund' })).toMatchObject({
      next: {
        status: 'holding',
        contact: { contactId: 'uma', heldAt: NOW, reason: 'a refund' },
        others: [otto, ida],
      },
    });
  });

  test('the talk ends: back to those on hold, without time for notes, and not free', () => {
    const event: DeskEvent = { type: 'contact-gone', contactId: 'uma', lines: [line('desk.free', {})] };
    expect(when(talking, event)).toMatchObject({
      next: {
        status: 'holding',
        contact: otto,
        others: [ida],
        last: 'uma',
        pending: [line('desk.holding-several', { held: 2 })],
      },
    });
  });

  test('nobody is called out of it by words about the others; who hangs up is told afterwards', () => {
    expect(when(talking, { type: 'tell', contactId: 'ida', lines: [line('desk.two-more', {})] }).kind).toBe(
      'ignored',
    );
    const lines = [line('desk.caller-hung-up', {})];
    expect(when(talking, { type: 'contact-gone', contactId: 'ida', lines })).toMatchObject({
      next: { status: 'talking', others: [otto], pending: [{ moment: 'desk.which' }, ...lines] },
      effects: [],
    });
  });

  test('the line is lost: the talk goes to the front of the line, those on hold wait for the phone', () => {
    expect(when(talking, { type: 'leg-ended', callSid: 'CA9' })).toMatchObject({
      next: { status: 'ringing', contact: otto, others: [ida] },
      messages: [
        to('uma', { type: 'operator-lost' }),
        to('ida', { type: 'operator-lost' }),
        to('otto', { type: 'operator-lost' }),
      ],
    });
  });
});

describe('looking in on a held caller', () => {
  const lookIn = { displayName: 'Boris', heldMs: 90_000, mayAlways: false };

  test('the caller is claimed from the colleague, and introduced by how long the hold has been', () => {
    const free: Desk = { ...manned, status: 'free', freeSince: NOW };
    const taken = when(free, { type: 'take', contact: { ...briefOf('ida'), lookIn }, talk: 'talk-2' });
    expect(taken).toMatchObject({
      next: { status: 'joining', purpose: 'look-in' },
      messages: [
        to('ida', {
          type: 'look-in',
          server: { operator: 'anna', displayName: 'Anna' },
          talk: 'talk-2',
          mayAlways: false,
        }),
      ],
    });
    const joined = when(nextOf(taken), key(''));
    expect(joined).toMatchObject({
      next: {
        leg: { instruction: { lines: [line('desk.look-in', { operator: 'Boris', waitedSeconds: 90 })] } },
      },
      messages: [to('ida', { type: 'operator-joined', operator: 'anna' })],
    });
  });

  test('a phone that is rung per call is rung first, and the caller is claimed by the key', () => {
    const onHook: Desk = {
      ...manned,
      legKind: 'per-call',
      leg: null,
      status: 'free',
      freeSince: NOW,
    } as unknown as Desk;
    const called = when(onHook, { type: 'take', contact: { ...briefOf('ida'), lookIn }, talk: 'talk-2' });
    expect(called).toMatchObject({ next: { status: 'called' }, messages: [] });
    const ringing = nextOf(called);
    expect(when(ringing, { ...key('1'), step: 1 })).toMatchObject({
      next: { status: 'talking' },
      messages: [to('ida', { type: 'look-in' }), to('ida', { type: 'operator-joined' })],
    });
  });
});
