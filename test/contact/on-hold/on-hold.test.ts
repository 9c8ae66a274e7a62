import { describe, expect, test } from 'vitest';
import type { Held } from '../../../src/contact/contact.ts';
import { line } from '../../../src/voice-script/moments.ts';
import {
  anna,
  asks,
  connected,
  held,
  LEAD,
  linesOf,
  momentsOf,
  nextOf,
  NOW,
  quiet,
  returning,
  summons,
  toAnna,
  when,
} from '../given.ts';

describe('on hold', () => {
  test('the first words: what is done, for how long, the next word', () => {
    const begun = held({ leg: { ...connected().leg, summonedAt: NOW } });
    const decision = when(begun, asks('summons'));
    expect(linesOf(decision)).toEqual([
      line('hold.begin', {
        operator: 'Anna',
        reason: 'looking up your invoice',
        expectedSeconds: 120,
        nextSeconds: 60,
      }),
    ]);
    const wordsEndAt = NOW + 650 + 2_000;
    expect(decision).toMatchObject({
      next: { silence: 1, wordsEndAt, nextCheckInAt: wordsEndAt + 60_000, remindAt: wordsEndAt + 40_000 },
    });
  });

  test('a check-in without news says that the operator was reminded, true at the moment it is heard', () => {
    const decision = when(held({ remindedAt: NOW - 13_000, remindAt: null }), asks('end'));
    expect(linesOf(decision)).toEqual([
      line('hold.check-in', {
        operator: 'Anna',
        reason: 'looking up your invoice',
        expectedSeconds: 120 - LEAD / 1000,
        nextSeconds: 60,
      }),
      line('hold.ask', {}),
    ]);
    expect(decision).toMatchObject({
      next: {
        silence: 2,
        checkIns: 1,
        asked: 'once',
        unheard: { silence: 1, checkIns: 0, asked: 'not-yet', note: null },
      },
    });
  });

  test('nobody is said to have been reminded who was not', () => {
    expect(momentsOf(when(held(), asks('end')))).toEqual(['hold.status', 'hold.ask']);
  });

  test('a check-in with news says them word for word, once', () => {
    const noted = held({ note: { text: 'found it', at: NOW, told: false }, asked: 'once', remindedAt: NOW });
    const decision = when(noted, asks('end'));
    expect(linesOf(decision)).toEqual([
      line('hold.note', { operator: 'Anna', note: 'found it' }),
      line('hold.note-next', { expectedSeconds: 120 - LEAD / 1000, nextSeconds: 60 }),
    ]);
    expect(decision).toMatchObject({ next: { note: { told: true } } });
    const next = { ...(nextOf(decision) as Held), remindedAt: NOW };
    const second = when(next, asks('end', '', 5));
    expect(momentsOf(second)).toEqual(['hold.last-note', 'hold.status']);
  });

  test('news in the own voice of the operator: played, again for a key, its words kept for when it cannot be', () => {
    const clip = { name: 'clip-1', durationMs: 2_400 };
    const told = when(held({ asked: 'once' }), {
      type: 'note',
      operator: 'anna',
      text: '',
      now: false,
      clip,
    });
    expect(told).toMatchObject({
      next: { note: { text: '', clip, told: false } },
      timeline: [{ kind: 'note', data: { text: '', clip: 'clip-1', seconds: 2.4 } }],
    });
    const checkIn = when(nextOf(told), asks('end'));
    const spoken = { ...line('hold.own-voice', { operator: 'Anna' }), clip };
    expect(linesOf(checkIn)).toEqual([
      spoken,
      line('hold.note-next', { expectedSeconds: 120 - LEAD / 1000, nextSeconds: 60 }),
    ]);
    const status = when(nextOf(checkIn), asks('after', '5', 5));
    expect(linesOf(status)[0]).toEqual(spoken);
    expect(status).toMatchObject({
      timeline: [
        { kind: 'told', data: { moment: 'hold.own-voice', operator: 'Anna', clip: 'clip-1' } },
        { kind: 'told' },
        { kind: 'pressed' },
      ],
    });
    const typed = held({ asked: 'once', note: { text: 'found it', at: NOW, told: false, clip } });
    expect(linesOf(when(typed, asks('end')))[0]).toEqual({
      ...line('hold.note', { operator: 'Anna', note: 'found it' }),
      clip,
    });
  });

  test('a recording that ended its document, since it could not be fetched, is not played again', () => {
    const clip = { name: 'clip-1', durationMs: 2_400 };
    const checkIn = when(held({ note: { text: '', at: NOW, told: false, clip } }), asks('end'));
    for (const step of [5, 6]) {
      const home = when(nextOf(checkIn), asks('summons', '', step));
      expect(linesOf(home).map(({ clip: recording }) => recording)).not.toContain(clip);
      expect(momentsOf(home)).toContain('hold.own-voice');
      expect(home).toMatchObject({ timeline: [{ kind: 'recording-not-played' }] });
    }
  });

  test('a note is taken back until it is told, and what was told before it stands again', () => {
    const back = { type: 'take-back-note', operator: 'anna' } as const;
    const note = { type: 'note', operator: 'anna', text: 'wait, no', now: false } as const;
    expect(when(held(), back)).toMatchObject({ kind: 'refused' });
    expect(when(nextOf(when(held(), note)), back)).toMatchObject({ next: { note: null } });
    const told = held({ note: { text: 'found it', at: NOW, told: true } });
    expect(when(told, back)).toMatchObject({ kind: 'refused' });
    const twice = nextOf(when(nextOf(when(told, note)), { ...note, text: 'again' }));
    expect(when(twice, back)).toMatchObject({
      next: { note: { text: 'found it', at: NOW, told: true } },
      timeline: [{ kind: 'note-taken-back' }],
    });
  });

  test('a promise that is broken: said first, and asked again, once', () => {
    const late = held({ expectedBackAt: NOW - 1_000, asked: 'once', remindedAt: NOW - 13_000 });
    const decision = when(late, asks('end'));
    expect(momentsOf(decision)).toEqual(['hold.longer', 'hold.check-in-late', 'hold.ask']);
    const next = { ...(nextOf(decision) as Held), remindedAt: NOW };
    expect(momentsOf(when(next, asks('end', '', 5)))).toEqual(['hold.longer', 'hold.check-in-late']);
    const known = { ...late, note: { text: 'found it', at: NOW, told: true }, escalated: 'anyone' } as const;
    expect(momentsOf(when(known, asks('end')))).toEqual([
      'hold.longer',
      'hold.escalated',
      'hold.check-in-late',
      'hold.ask',
    ]);
  });

  test('a note that a key kept from being heard is told in answer to it', () => {
    const noted = held({ note: { text: 'found it', at: NOW, told: false } });
    const first = when(noted, asks('end'));
    const second = when(nextOf(first), asks('before', '1', 5));
    expect(second).toMatchObject({ next: { silence: 1, note: { text: 'found it', told: true } } });
    expect(momentsOf(second)).toEqual(['hold.note', 'hold.note-next']);
  });

  test('the operator’s line is lost: that is what a check-in says, nobody is reminded, and after a minute the caller is first', () => {
    const lost = held({ operatorLostAt: NOW - 10_000, remindAt: NOW });
    expect(linesOf(when(lost, asks('end')))).toEqual([
      line('hold.operator-line-lost', { operator: 'Anna', nextSeconds: 60 }),
    ]);
    expect(when(lost, { type: 'due' })).toMatchObject({
      next: { remindAt: null, remindedAt: null },
      messages: [],
    });
    expect(when(held({ operatorLostAt: NOW - 60_000 }), { type: 'due' })).toMatchObject({
      next: { status: 'waiting', pending: [line('line.front-after-hold', { operator: 'Anna' })] },
      messages: [toAnna({ type: 'contact-gone' })],
    });
    expect(when(lost, { type: 'operator-back', operator: 'anna' })).toMatchObject({
      next: { operatorLostAt: null },
    });
  });

  test('20 s before a check-in the operator is reminded', () => {
    const due = held({ remindAt: NOW, nextCheckInAt: NOW + 20_000 });
    expect(when(due, { type: 'due' })).toMatchObject({
      next: { remindAt: null, remindedAt: NOW },
      messages: [toAnna({ type: 'tell', lines: [line('desk.remind', { secondsLeft: 20 })] })],
    });
  });

  test.each([
    ['1', 'hold.keep-waiting', 'keep-waiting', 'desk.answer-keep-waiting'],
    ['0', 'hold.come-back', 'come-back', 'desk.answer-come-back'],
  ] as const)('key %s is the caller’s answer, and the operator hears it', (key, moment, answer, told) => {
    const decision = when(held(), asks('after', key));
    expect(momentsOf(decision)).toEqual([moment]);
    expect(decision).toMatchObject({
      next: { lastAnswer: { answer, at: NOW } },
      messages: [toAnna({ type: 'tell', contactId: 'c1', lines: [line(told, {})] })],
    });
  });

  test('a note "now": at once in silence, after our words while we speak', () => {
    const now = { type: 'note', operator: 'anna', text: 'found it', now: true } as const;
    expect(when(held(), now)).toMatchObject({ next: { leg: { summonedAt: NOW } }, effects: [summons] });
    expect(when(held({ wordsEndAt: NOW + 2_000 }), now)).toMatchObject({
      next: { leg: { summonedAt: null }, speakAt: NOW + 2_500 },
      effects: [],
    });
    // Words of a check-in that lie at the phone network and begin in a while are called off.
    const lying = (inMs: number): Held => {
      const { leg } = held();
      const instruction = { ...quiet, silenceBeforeMs: inMs };
      return held({ leg: { ...leg, askedAt: NOW, instruction }, wordsEndAt: NOW + inMs + 3_000 });
    };
    expect(when(lying(4_000), now)).toMatchObject({
      next: { leg: { summonedAt: NOW } },
      effects: [summons],
    });
    expect(when(lying(1_000), now)).toMatchObject({ next: { speakAt: NOW + 4_500 }, effects: [] });
    expect(when(held({ speakAt: NOW }), { type: 'due' })).toMatchObject({
      next: { speakAt: null, leg: { summonedAt: NOW } },
      effects: [summons],
    });
  });

  test('two more minutes: from the promise, or from now where it is broken already', () => {
    const longer = { type: 'longer', operator: 'anna', byMs: 120_000 } as const;
    expect(when(held(), longer)).toMatchObject({ next: { expectedBackAt: NOW + 240_000 } });
    expect(when(held({ expectedBackAt: NOW - 60_000, asked: 'after-broken-promise' }), longer)).toMatchObject(
      {
        next: { expectedBackAt: NOW + 120_000, asked: 'once' },
      },
    );
  });

  test('the way back: check-ins go on until the operator is in the talk, then the caller is led there', () => {
    expect(when(held(), { type: 'return', operator: 'anna', talk: 'talk-2' })).toMatchObject({
      next: { status: 'returning', stage: 'accepted', talk: 'talk-2' },
      effects: [],
    });
    expect(momentsOf(when(returning('accepted'), asks('end')))).toContain('hold.status');
    expect(when(returning('accepted'), { type: 'operator-joined', operator: 'anna' })).toMatchObject({
      next: { stage: 'summoned' },
      effects: [summons],
    });
    expect(when(returning('summoned'), asks('summons'))).toMatchObject({
      next: {
        status: 'connected',
        talk: 'talk-2',
        server: anna,
        leg: {
          instruction: {
            kind: 'join-talk',
            talk: 'talk-2',
            lines: [line('talk.return', { operator: 'Anna' })],
          },
        },
      },
    });
  });

  test('the operator is out of the talk again before the caller was in it: the hold goes on', () => {
    const decision = when(returning('summoned'), {
      type: 'operator-left-talk',
      operator: 'anna',
      final: false,
    });
    expect(decision).toMatchObject({
      next: { status: 'held' },
      messages: [toAnna({ type: 'contact-held', contactId: 'c1' })],
    });
    expect('talk' in nextOf(decision)).toBe(false);
  });

  test('the way back is lost with the operator’s line: held, and the minute runs', () => {
    const decision = when(returning('accepted'), { type: 'operator-lost', operator: 'anna' });
    expect(decision).toMatchObject({ next: { status: 'held', operatorLostAt: NOW } });
  });
});
