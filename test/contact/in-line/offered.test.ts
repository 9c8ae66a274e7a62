import { describe, expect, test } from 'vitest';
import type { Instruction } from '../../../src/twiml/instructions.ts';
import { answered, wordsThenKey } from '../../../src/twiml/leg.ts';
import { line } from '../../../src/voice-script/moments.ts';
import { onDuty } from '../../support/on-duty.ts';
import { anna, asks, CALL, leg, linesOf, NOW, offered, waiting, when } from '../given.ts';

describe('a caller and an operator', () => {
  test('announced, accepted, summoned: the place stays until the caller’s leg is in the talk', () => {
    const first = when(waiting(), { type: 'offer', server: anna, talk: 'talk-1' });
    const { prefers: _, ...rest } = waiting();
    const announced = {
      ...rest,
      status: 'offered',
      stage: 'announced',
      server: anna,
      talk: 'talk-1',
      offeredAt: NOW,
    };
    expect(first).toStrictEqual({
      kind: 'changed',
      next: announced,
      effects: [],
      messages: [],
      timeline: [{ at: NOW, kind: 'offered', data: { operator: 'anna', stage: 'announced' } }],
    });
    const second = when(offered('announced'), { type: 'accept', operator: 'anna' });
    expect(second).toMatchObject({
      next: { status: 'offered', stage: 'accepted' },
      effects: [],
      messages: [],
    });
    const third = when(offered('accepted'), { type: 'operator-joined', operator: 'anna' });
    expect(third).toMatchObject({
      next: { status: 'offered', stage: 'summoned', leg: { summonedAt: NOW } },
      effects: [{ type: 'summon-leg', owner: { kind: 'contact', id: 'c1' }, callSid: CALL, step: 4 }],
    });
  });

  test.each(['end', 'summons', 'after'] as const)('summoned, the leg asks (%s): into the talk', (from) => {
    const asked = asks(from, from === 'after' ? '5' : '');
    const decision = when(offered('summoned'), asked);
    const instruction: Instruction = {
      kind: 'join-talk',
      talk: 'talk-1',
      side: 'caller',
      lines: [line('talk.begin', { operator: 'Anna' })],
      leadIn: 'tone',
    };
    expect(decision).toMatchObject({
      kind: 'changed',
      next: { status: 'connected', leg: answered(leg(), asked, instruction, NOW), connectedAt: NOW },
    });
  });

  test.each(['announced', 'accepted'] as const)('%s, the leg asks: a check-in as ever', (stage) => {
    expect(linesOf(when(offered(stage), asks('end'))).map(({ moment }) => moment)).toContain('line.check-in');
  });

  test('an offer that came to nothing: the same place, the same silence, and desks are looked at', () => {
    const { stage: _a, server: _b, talk: _c, offeredAt: _d, ...rest } = offered('accepted');
    expect(when(offered('accepted'), { type: 'withdraw-offer', operator: 'anna' })).toStrictEqual({
      kind: 'changed',
      next: { ...rest, status: 'waiting', prefers: null },
      effects: [{ type: 'match' }],
      messages: [],
      timeline: [{ at: NOW, kind: 'offer-failed', data: { operator: 'anna' } }],
    });
  });

  test.each(['presence.check', 'presence.again'] as const)(
    'an operator of whom the caller was told (%s) and who does not come: it is said before anything else',
    (moment) => {
      const lines = [line(moment, { operator: 'Anna', speech: 'no' })];
      const asked = { ...offered('presence'), pending: [line('line.tone-explained', {})] };
      const told = { ...asked, leg: { ...leg(), instruction: wordsThenKey({ lines }, CALL, 5_000) } };
      expect(when(told, { type: 'operator-lost', operator: 'anna' })).toMatchObject({
        next: {
          status: 'waiting',
          question: null,
          pending: [line('presence.withdrawn', { operator: 'Anna' }), asked.pending[0]],
        },
      });
    },
  );

  test('a caller who answered, and is promised the operator in words to come, hears the truth in their place', () => {
    const pending = [line('hold.coming', { operator: 'Anna', nextSeconds: 60 })];
    expect(
      when({ ...offered('accepted'), pending }, { type: 'withdraw-offer', operator: 'anna' }),
    ).toMatchObject({ next: { pending: [line('presence.withdrawn', { operator: 'Anna' })] } });
  });

  test('a caller who hangs up while offered: the operator hears it', () => {
    expect(when(offered('accepted'), { type: 'leg-ended', callSid: CALL })).toMatchObject({
      next: { status: 'place-kept', why: 'dropped', until: NOW + 600_000, leg: null },
      messages: [{ to: 'desk', operator: 'anna', event: { type: 'contact-gone', contactId: 'c1' } }],
    });
  });

  test.each(['announced', 'accepted'] as const)(
    '%s, the caller chooses another language: whoever speaks it is found, unless all do',
    (stage) => {
      const some = when(offered(stage), asks('after', '7'), {
        onDuty: { all: 2, choosy: 2, naming: { en: 1, ru: 1 } },
      });
      expect(some).toMatchObject({
        next: { status: 'waiting', language: 'ru', prefers: null },
        messages: [{ to: 'desk', operator: 'anna', event: { type: 'contact-gone', contactId: 'c1' } }],
      });
      const all = when(offered(stage), asks('after', '7'), { onDuty: onDuty(2) });
      expect(all).toMatchObject({ next: { status: 'offered', stage, language: 'ru' }, messages: [] });
    },
  );
});

test('given a caller who is asked whether they are there, when a key crosses with the question, then they are', () => {
  const question = { kind: 'presence', misses: 1, askedAt: NOW } as const;
  const here = when(offered('presence', { question }), asks('after', '5', 3));
  expect(here).toMatchObject({
    next: {
      stage: 'accepted',
      question: null,
      pending: [line('hold.coming', { operator: 'Anna', nextSeconds: 45 })],
    },
    messages: [{ to: 'desk', operator: anna.operator, event: { type: 'caller-present', contactId: 'c1' } }],
    effects: [{ type: 'summon-leg', step: 4 }],
  });
});
