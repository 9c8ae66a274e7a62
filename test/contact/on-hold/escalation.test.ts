import { describe, expect, test } from 'vitest';
import { contactView } from '../../../src/api/contacts/contact-view.ts';
import type { ContactEvent } from '../../../src/contact/contact-event.ts';
import type { Contact, Held } from '../../../src/contact/contact.ts';
import { onHoldDueAt } from '../../../src/contact/on-hold/decide-on-hold.ts';
import { line } from '../../../src/voice-script/moments.ts';
import { anna, asks, connected, held, nextOf, NOW, returning, toAnna, when as whenAround } from '../given.ts';

const boris = { operator: 'boris', displayName: 'Boris' } as const;
const when = (contact: Contact, event: ContactEvent, now = NOW) => whenAround(contact, event, { now });
const due = (contact: Contact, now: number) => when(contact, { type: 'due' }, now);

/** A hold of 100 s that began now; nothing else of it is due. */
const promised: Held = held({
  heldAt: NOW,
  expectedBackAt: NOW + 100_000,
  remindAt: null,
  nextCheckInAt: NOW + 900_000,
});
const tellsAnna = (lines: object[]) => [toAnna({ type: 'tell', contactId: 'c1', lines })];
const entry = (stage: string, at: number) => ({ at, kind: 'escalated', data: { stage } });

describe('a promised time runs out', () => {
  test('80 %: the operator is reminded of what is left; 100 %: supervisors see it; 150 %: anybody may look in', () => {
    expect(onHoldDueAt(promised)).toBe(NOW + 80_000);
    expect(due(promised, NOW + 79_999).kind).toBe('ignored');
    const nearly = due(promised, NOW + 80_000);
    expect(nearly).toMatchObject({
      next: { escalated: 'operator' },
      messages: tellsAnna([line('desk.promise-nearly-over', { secondsLeft: 20 })]),
      timeline: [entry('operator', NOW + 80_000)],
    });
    expect(onHoldDueAt(nextOf(nearly) as Held)).toBe(NOW + 100_000);
    const over = due(nextOf(nearly), NOW + 100_200);
    expect(over).toMatchObject({
      next: { escalated: 'supervisor' },
      messages: tellsAnna([line('desk.promise-over', {})]),
    });
    const farOver = due(nextOf(over), NOW + 150_000);
    expect(farOver).toMatchObject({
      next: { escalated: 'anyone' },
      messages: tellsAnna([line('desk.others-may-look-in', {})]),
    });
    expect(due(nextOf(farOver), NOW + 151_000).kind).toBe('ignored');
  });

  test('what nobody swept in time is made up for at once: each stage on record, the last one told', () => {
    expect(due(promised, NOW + 160_000)).toMatchObject({
      next: { escalated: 'anyone' },
      messages: tellsAnna([line('desk.others-may-look-in', {})]),
      timeline: ['operator', 'supervisor', 'anyone'].map((stage) => entry(stage, NOW + 160_000)),
    });
  });

  test('two more minutes are a new promise, which may run out anew', () => {
    const late: Held = { ...promised, escalated: 'supervisor' };
    const longer = nextOf(
      when(late, { type: 'longer', operator: 'anna', byMs: 120_000 }, NOW + 110_000),
    ) as Held;
    expect(longer).toMatchObject({ escalated: null, expectedBackAt: NOW + 230_000 });
    expect(onHoldDueAt(longer)).toBe(NOW + 184_000);
  });

  test('without a promise nothing escalates, nor while the operator is on the way', () => {
    expect(onHoldDueAt({ ...promised, expectedBackAt: null })).toBeGreaterThan(NOW + 800_000);
    const back = returning('accepted', { ...promised, status: 'returning' } as object);
    expect(onHoldDueAt(back)).toBeGreaterThan(NOW + 800_000);
  });

  test('an operator whose line is lost is told nothing', () => {
    const lost = { ...promised, operatorLostAt: NOW + 79_000 };
    expect(due(lost, NOW + 80_000)).toMatchObject({ next: { escalated: 'operator' }, messages: [] });
  });
});

describe('a promised time that ran out is told to the caller', () => {
  const late = {
    expectedBackAt: NOW - 60_000,
    remindedAt: NOW - 13_000,
    asked: 'after-broken-promise',
  } as const;
  const momentsOf = (decision: ReturnType<typeof when>) => {
    const leg = nextOf(decision).leg;
    return leg?.instruction.kind === 'quiet' ? leg.instruction.lines.map(({ moment }) => moment) : [];
  };

  const LATE = ['hold.longer', 'hold.check-in-late'];
  const LATE_AND_CALLED = ['hold.longer', 'hold.escalated', 'hold.check-in-late'];

  test('once for each who was called, after that it takes longer', () => {
    const over = held({ ...late, escalated: 'supervisor' });
    const first = when(over, asks('end'));
    expect(momentsOf(first)).toEqual(LATE_AND_CALLED);
    expect(nextOf(first).leg).toMatchObject({
      instruction: { lines: [{}, line('hold.escalated', { called: 'supervisor' }), {}] },
    });
    const told = { ...nextOf(first), remindedAt: NOW } as Held;
    expect(momentsOf(when(told, asks('end', '', 5)))).toEqual(LATE);
    const further = when({ ...told, escalated: 'anyone' }, asks('end', '', 5));
    expect(momentsOf(further)).toEqual(LATE_AND_CALLED);
  });

  test('not where the operator alone was reminded, nor with news of theirs; what a key kept from being heard is told again', () => {
    expect(momentsOf(when(held({ ...late, escalated: 'operator' }), asks('end')))).toEqual(LATE);
    const note = { text: 'found it', at: NOW, told: false };
    expect(momentsOf(when(held({ ...late, escalated: 'anyone', note }), asks('end')))).toEqual([
      'hold.note',
      'hold.note-next',
    ]);
    const first = nextOf(when(held({ ...late, escalated: 'anyone' }), asks('end')));
    expect(when(first, asks('before', '1', 5))).toMatchObject({ next: { escalationTold: null } });
  });
});

describe('a colleague looks in', () => {
  const lookIn = (mayAlways: boolean): ContactEvent => ({
    type: 'look-in',
    server: boris,
    talk: 'talk-9',
    mayAlways,
  });

  test('before it is high time only who may always', () => {
    expect(when(promised, lookIn(false))).toMatchObject({
      kind: 'refused',
      code: 'state',
      reason: 'Anna is not late enough for others to look in. A supervisor may, at any time.',
    });
    expect(when(promised, lookIn(true)).kind).toBe('changed');
    expect(when({ ...promised, escalated: 'anyone' }, lookIn(false)).kind).toBe('changed');
    expect(when({ ...promised, operatorLostAt: NOW }, lookIn(false)).kind).toBe('changed');
  });

  test("the colleague's from now on: Anna is told and free, and the caller hears that she is still on it", () => {
    const decision = when({ ...promised, escalated: 'anyone' }, lookIn(false));
    expect(decision).toMatchObject({
      next: { status: 'returning', server: boris, insteadOf: anna, stage: 'accepted' },
      messages: [
        {
          to: 'desk',
          operator: 'anna',
          event: {
            type: 'contact-gone',
            contactId: 'c1',
            lines: [line('desk.looked-in', { operator: 'Boris' })],
          },
        },
      ],
      timeline: [{ kind: 'looked-in', data: { operator: 'boris', insteadOf: 'anna' } }],
    });
    const joined = when(nextOf(decision), { type: 'operator-joined', operator: 'boris' });
    const talk = when(nextOf(joined), asks('summons'));
    expect(talk).toMatchObject({
      next: {
        status: 'connected',
        server: boris,
        insteadOf: anna,
        leg: { instruction: { lines: [line('talk.look-in', { operator: 'Boris', other: 'Anna' })] } },
      },
    });
    expect(when(nextOf(decision), { type: 'return', operator: 'anna', talk: 'talk-8' })).toMatchObject({
      kind: 'refused',
      code: 'not-yours',
    });
  });

  test('and may hand back still after another hold, to which they come back as themselves', () => {
    const joined = when(nextOf(when({ ...promised, escalated: 'anyone' }, lookIn(false))), {
      type: 'operator-joined',
      operator: 'boris',
    });
    const talk = nextOf(when(nextOf(joined), asks('summons')));
    const again = nextOf(when(talk, { type: 'hold', operator: 'boris', reason: '', backInMs: null }));
    expect(contactView(again, null, NOW)).toMatchObject({ status: 'held', insteadOf: 'anna' });
    const back = nextOf(when(again, { type: 'return', operator: 'boris', talk: 'talk-3' }));
    expect(contactView(back, null, NOW)).toMatchObject({ insteadOf: 'anna' });
    const there = nextOf(when(back, { type: 'operator-joined', operator: 'boris' }));
    const leg = there.leg;
    const connects = when(there, {
      type: 'leg-asks',
      callSid: leg?.callSid ?? '',
      step: (leg?.step ?? 0) + 1,
      from: 'summons',
      digits: '',
    });
    expect(connects).toMatchObject({
      next: {
        status: 'connected',
        insteadOf: anna,
        leg: { instruction: { lines: [line('talk.begin', { operator: 'Boris' })] } },
      },
    });
  });

  test("the colleague's line fails on the way: the caller is on hold with them, and their phone is rung", () => {
    const onTheWay = nextOf(when({ ...promised, escalated: 'anyone' }, lookIn(false)));
    expect(when(onTheWay, { type: 'operator-lost', operator: 'boris' })).toMatchObject({
      next: { status: 'held', server: boris, lookedInFor: anna, operatorLostAt: NOW },
    });
    expect(when(onTheWay, { type: 'operator-lost', operator: 'anna' }).kind).toBe('ignored');
  });

  test('not while the operator is on the way back, nor by the operator, nor in a talk', () => {
    expect(when(returning('accepted'), lookIn(true))).toMatchObject({
      kind: 'refused',
      reason: 'Anna is on the way back to the caller.',
    });
    expect(when(promised, { type: 'look-in', server: anna, talk: 't', mayAlways: true }).kind).toBe(
      'refused',
    );
    expect(when(connected(), lookIn(true)).kind).toBe('refused');
  });
});
