import { describe, expect, test } from 'vitest';
import type { Desk } from '../../src/desk/desk.ts';
import { line } from '../../src/voice-script/moments.ts';
import {
  asks,
  brief,
  called,
  contactGone,
  free,
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
    expect(decision).toMatchObject({ next: { announced: true, until: NOW + 4_000 + 8_000 }, messages: [] });
    expect(momentsOf(decision)).toEqual(['desk.whisper', 'desk.offer']);
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
    ['a key', offered, asks('1', 4, 'words')],
    ['the console, and the leg asks', nextOf(when(offered, { type: 'accept' })), asks('', 4, 'summons')],
  ])(
    'accepted by %s before it was announced: into the talk with a whisper, and the contact knows',
    (how, desk, event) => {
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
    },
  );

  test('key 1 at a free desk takes the next caller; without one it says so', () => {
    expect(when(free, asks('1'))).toMatchObject({
      next: { status: 'talking', contact: { contactId: 'c3' }, talk: 'talk-3' },
      messages: [
        toContact({ type: 'take', talk: 'talk-3' }, 'c3'),
        toContact({ type: 'operator-joined' }, 'c3'),
      ],
    });
    expect(momentsOf(when(free, asks('1')))).toEqual(['desk.whisper']);
    expect(momentsOf(when(free, asks('1'), { nextContact: null }))).toEqual(['desk.nobody-waiting']);
  });
});

describe('what is to be known of a caller is said once', () => {
  const also = [line('desk.language', { language: 'ru' }), line('desk.may-be-absent', {})];
  const announced = nextOf(when({ ...offered, contact: { ...brief, also } }, asks('', 4, 'summons')));
  const byKey = (desk: Desk, afterMs: number) =>
    momentsOf(when(desk, asks('1', 5, 'words'), { now: NOW + afterMs }));
  const atConsole = (desk: Desk, afterMs: number) => {
    const now = NOW + afterMs;
    return momentsOf(when(nextOf(when(desk, { type: 'accept' }, { now })), asks('', 5, 'summons'), { now }));
  };

  test.each([
    ['a key', byKey],
    ['the console', atConsole],
  ])('accepted by %s: what was heard of the announcement is not said again', (_, accepted) => {
    expect(linesOf(when({ ...offered, contact: { ...brief, also } }, asks())).slice(1, -1)).toEqual(also);
    expect(accepted(announced, 8_000)).toEqual([]);
    expect(accepted(announced, 6_000)).toEqual([]);
    expect(accepted(announced, 5_900)).toEqual(['desk.may-be-absent']);
    expect(accepted(announced, 2_000)).toEqual(['desk.language', 'desk.may-be-absent']);
    // The caller is silent meanwhile: one thing more at most.
    expect(accepted(announced, 1_900)).toEqual(['desk.whisper', 'desk.language']);
  });

  test('a colleague’s caller is announced as such, and once', () => {
    const lookIn = { displayName: 'Boris', heldMs: 90_000, mayAlways: true };
    const answered = nextOf(when({ ...called, contact: { ...brief, lookIn } }, asks('', 1)));
    expect(momentsOf(when(answered, asks('1', 2)))).toEqual(['desk.look-in']);
    expect(momentsOf(when(answered, asks('1', 2), { now: NOW + 2_000 }))).toEqual([]);
  });
});

describe('a caller who is asked first whether they are there', () => {
  const asked = { ...brief, contactId: 'c2', askedFirst: true };

  test.each([
    ['taken at the console', free, { type: 'take', contact: asked, talk: 'talk-2' } as const, 'take', []],
    ['taken by key', free, asks('1'), 'take', ['desk.whisper', 'desk.asks-caller']],
    ['accepted at the console', { ...offered, contact: asked }, { type: 'accept' } as const, 'accept', []],
    [
      'accepted by key',
      { ...offered, contact: asked },
      asks('1'),
      'accept',
      ['desk.whisper', 'desk.asks-caller'],
    ],
  ])('%s: the leg waits, a key is answered, and the contact is told', (_, desk, event, type, words) => {
    const decision = when(desk, event, { nextContact: { contact: asked, talk: 'talk-2' } });
    expect(decision).toMatchObject({ next: { status: 'joining', contact: asked }, effects: [] });
    expect(decision.kind === 'changed' ? decision.messages : []).toMatchObject([
      { to: 'contact', id: 'c2', event: { type } },
    ]);
    expect(linesOf(decision).map(({ moment }) => moment)).toEqual(words);
    // A silence that ends meanwhile is followed by another, and another key is answered as well.
    const next = nextOf(decision);
    const silent = when(next, asks('', 5));
    expect(silent).toMatchObject({ next: { status: 'joining' }, messages: [] });
    // Who it is has been said once by then.
    expect([...words, ...momentsOf(silent)].filter((moment) => moment === 'desk.whisper')).toHaveLength(1);
    expect(momentsOf(when(nextOf(silent), asks('1', 6)))).toEqual(['desk.asks-caller']);
  });

  test('the caller is there: the leg is fetched, hears that, and goes into the talk', () => {
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
    expect(momentsOf(joined)).toEqual(['desk.caller-there']);
  });

  test('the caller is there before the leg has asked since they were taken at the console: who it is is said', () => {
    const taken = nextOf(when(free, { type: 'take', contact: asked, talk: 'talk-2' }));
    const there = nextOf(when(taken, { type: 'caller-present', contactId: 'c2' }));
    expect(momentsOf(when(there, asks('', 4, 'summons')))).toEqual(['desk.whisper']);
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
    expect(momentsOf(when(next, asks()))).toEqual(['desk.caller-hung-up', 'desk.whisper', 'desk.offer']);
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
