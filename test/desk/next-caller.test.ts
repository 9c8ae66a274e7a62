import { describe, expect, test } from 'vitest';
import type { Desk } from '../../src/desk/desk.ts';
import { line } from '../../src/voice-script/moments.ts';
import {
  asks,
  brief,
  contactGone,
  free,
  joining,
  joiningAsked,
  leg,
  linesOf,
  manned,
  momentsOf,
  nextOf,
  NOW,
  offered,
  summons,
  talking,
  toContact,
  when,
  wrapUp,
} from './given.ts';

describe('a caller for the desk', () => {
  test('announced: the leg is fetched, and the contact offered', () => {
    const contact = { ...brief, contactId: 'c2' };
    expect(when(free, { type: 'announce', contact, talk: 'talk-2' })).toStrictEqual({
      kind: 'changed',
      next: {
        ...manned,
        leg: { ...leg, summonedAt: NOW },
        status: 'offered',
        contact,
        talk: 'talk-2',
        offeredAt: NOW,
        announced: false,
        until: NOW + 20_000,
      },
      effects: [summons],
      messages: [
        toContact({ type: 'offer', server: { operator: 'anna', displayName: 'Anna' }, talk: 'talk-2' }, 'c2'),
      ],
      timeline: [],
    });
  });

  test('the leg asks: words, then eight seconds for a key', () => {
    const decision = when(offered, asks('', 4, 'summons'));
    expect(decision).toMatchObject({ next: { announced: true, until: NOW + 2_000 + 8_000 }, messages: [] });
    expect(momentsOf(decision)).toEqual(['desk.offer']);
  });

  test('the eight seconds are over: away, and the contact goes back', () => {
    const decision = when({ ...offered, announced: true }, asks());
    expect(decision).toMatchObject({
      next: { status: 'away', reason: 'missed' },
      messages: [toContact({ type: 'withdraw-offer', operator: 'anna' })],
    });
    expect(momentsOf(decision)).toEqual(['desk.away-missed']);
  });

  test.each([
    ['a key', asks('1', 4, 'words')],
    ['the console, and the leg asks', asks('', 4, 'summons')],
  ])('accepted by %s: into the talk with a whisper, and the contact knows', (how, event) => {
    const desk = how === 'a key' ? offered : joining;
    const decision = when(desk, event);
    expect(decision).toMatchObject({
      next: {
        status: 'talking',
        talk: 'talk-1',
        polls: 0,
        leg: {
          instruction: {
            kind: 'join-talk',
            talk: 'talk-1',
            side: 'operator',
            leadIn: 'zip',
            lines: [line('desk.whisper', { queueName: 'Acme support', waitedSeconds: 240 })],
          },
        },
      },
    });
    expect(decision.kind === 'changed' ? decision.messages : []).toEqual([
      ...(how === 'a key' ? [toContact({ type: 'accept', operator: 'anna' })] : []),
      toContact({ type: 'operator-joined', operator: 'anna' }),
    ]);
  });

  test('key 1 at a free desk takes the next caller; without one it says so', () => {
    expect(when(free, asks('1'))).toMatchObject({
      next: { status: 'talking', contact: { contactId: 'c3' }, talk: 'talk-3' },
      messages: [
        toContact({ type: 'take', talk: 'talk-3' }, 'c3'),
        toContact({ type: 'operator-joined' }, 'c3'),
      ],
    });
    expect(momentsOf(when(free, asks('1'), { nextContact: null }))).toEqual(['desk.nobody-waiting']);
  });
});

describe('a caller who is asked first whether they are there', () => {
  const asked = { ...brief, contactId: 'c2', askedFirst: true };

  test.each([
    ['taken at the console', free, { type: 'take', contact: asked, talk: 'talk-2' } as const, 'take', []],
    ['taken by key', free, asks('1'), 'take', ['desk.asks-caller']],
    ['accepted at the console', { ...offered, contact: asked }, { type: 'accept' } as const, 'accept', []],
    ['accepted by key', { ...offered, contact: asked }, asks('1'), 'accept', ['desk.asks-caller']],
  ])('%s: the leg waits, a key is answered, and the contact is told', (_, desk, event, type, words) => {
    const decision = when(desk, event, { nextContact: { contact: asked, talk: 'talk-2' } });
    expect(decision).toMatchObject({ next: { status: 'joining', contact: asked }, effects: [] });
    expect(decision.kind === 'changed' ? decision.messages : []).toMatchObject([
      { to: 'contact', id: 'c2', event: { type } },
    ]);
    expect(linesOf(decision).map(({ moment }) => moment)).toEqual(words);
    // A silence that ends meanwhile is followed by another, and another key is answered as well.
    const next = nextOf(decision);
    expect(when(next, asks('', 5))).toMatchObject({ next: { status: 'joining' }, messages: [] });
    expect(momentsOf(when(next, asks('1', 5)))).toEqual(['desk.asks-caller']);
  });

  test('the caller is there: the leg is fetched, and goes into the talk with a whisper', () => {
    const decision = when(joiningAsked, { type: 'caller-present', contactId: 'c1' });
    expect(decision).toMatchObject({
      next: { status: 'joining', leg: { summonedAt: NOW } },
      effects: [summons],
      messages: [],
    });
    const next = nextOf(decision);
    const joined = when(next, asks('', 4, 'summons'));
    expect(joined).toMatchObject({
      next: { status: 'talking', talk: 'talk-1' },
      messages: [toContact({ type: 'operator-joined', operator: 'anna' })],
    });
    expect(momentsOf(joined)).toEqual(['desk.whisper']);
  });

  test('what is to be known of the caller is said with the announcement, and whispered again', () => {
    const also = [line('desk.may-be-absent', {})];
    const told = { ...brief, also };
    expect(linesOf(when({ ...offered, contact: told }, asks())).slice(1)).toEqual(also);
    expect(linesOf(when({ ...joining, contact: told }, asks('', 4, 'summons'))).slice(1)).toEqual(also);
  });
});

describe('after the talk', () => {
  test('the leg is out and asks why: a second, then again, and the contact is told', () => {
    expect(when(talking, asks('', 4, 'talk'))).toMatchObject({
      next: { status: 'talking', polls: 1, leg: { instruction: { kind: 'come-again' } } },
      messages: [toContact({ type: 'operator-left-talk', operator: 'anna', final: false })],
    });
    const polled: Desk = {
      ...talking,
      polls: 2,
      leg: { ...talking.leg, instruction: { kind: 'come-again' } },
    };
    expect(when(polled, asks())).toMatchObject({
      messages: [toContact({ type: 'operator-left-talk', final: true })],
    });
  });

  test('the contact is gone: free, matched, and the words wait for the leg, which is expected within 2 s', () => {
    const lines = [line('desk.caller-hung-up', {})];
    const decision = when(talking, { type: 'contact-gone', contactId: 'c1', lines });
    expect(decision).toMatchObject({
      next: { status: 'free', pending: lines, comeBy: NOW + 2_000 },
      effects: [{ type: 'match' }],
    });
    const next = nextOf(decision);
    expect(linesOf(when(next, asks('', 4, 'talk')))).toEqual(lines);
    expect(when(next, { type: 'due' }, { now: NOW + 2_000 })).toMatchObject({ effects: [summons] });
  });

  test('words that wait are said before the next caller is announced', () => {
    const lines = [line('desk.caller-hung-up', {})];
    const next: Desk = { ...offered, pending: lines };
    expect(momentsOf(when(next, asks()))).toEqual(['desk.caller-hung-up', 'desk.offer']);
  });

  test('time for notes where the queue gives some, and none for a caller who was never spoken to', () => {
    const noted = { ...brief, wrapUpMs: 30_000 };
    expect(when({ ...talking, contact: noted }, contactGone)).toMatchObject({
      next: { status: 'wrap-up', until: NOW + 30_000 },
      effects: [],
    });
    expect(when({ ...offered, contact: noted }, contactGone)).toMatchObject({
      next: { status: 'free' },
    });
    expect(when(wrapUp, { type: 'due' }, { now: NOW + 9_000 })).toMatchObject({
      next: { status: 'free', pending: [line('desk.free', {})] },
      effects: [summons, { type: 'match' }],
    });
  });
});
