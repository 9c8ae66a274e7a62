import { describe, expect, test } from 'vitest';
import { type ContactCircumstances, operatorsFor } from '../../../src/contact/circumstances.ts';
import type { ContactEvent } from '../../../src/contact/contact-event.ts';
import type { Heard } from '../../../src/contact/visit.ts';
import { greeting } from '../../../src/contact/in-line/greeting-words.ts';
import { checkIn, news, status } from '../../../src/contact/in-line/line-words.ts';
import { decide } from '../../../src/contact/decide.ts';
import { hasNews, heardNow } from '../../../src/contact/in-line/news.ts';
import type { Notice } from '../../../src/waiting/notice.ts';
import { onDuty } from '../../support/on-duty.ts';
import { circumstances, NOW, offered, QUEUE, waiting } from '../given.ts';

const MINUTE = 60_000;
const heard = (changes: Partial<Heard>) => ({ heard: { ...waiting().heard, ...changes } });
const notice: Notice = {
  id: 'n1',
  text: { en: 'Payments fail' },
  until: new Date(NOW + MINUTE).toISOString(),
  owner: 'chief',
  since: new Date(NOW).toISOString(),
};
const withNotice = { queue: { ...QUEUE, notice } };
const tomorrow = { openDay: 'tomorrow', openHour: 9, openMinute: 0 } as const;
const closedAndEmpty = { opens: tomorrow, onDuty: onDuty(0) };
const told = (changes: Partial<ReturnType<typeof waiting>['told']>) => ({
  told: { ...waiting().told, ...changes },
});

/** Said four minutes ago: less than three minutes. */
const broken = {
  ...({ kind: 'less-than', low: 0, high: 3, at: NOW - 4 * MINUTE } as const),
  ...{ promise: NOW - MINUTE, firstPromise: NOW - MINUTE, staff: 1 },
};

describe('what a check-in says of what is as it was', () => {
  test.each([
    ['heard their place', told({ position: 2 }), 1, 'line.check-in'],
    ['cut the greeting before their place was said', told({ position: null }), 1, 'line.status'],
    ['heard that nobody is on duty', told({ onDuty: false }), 0, 'line.check-in-no-operator'],
    ['has not been told that everybody has left', told({ onDuty: true }), 0, 'line.status-no-operator'],
  ])('to who %s', (_, contact, operators, moment) => {
    const lines = checkIn(waiting(contact), 45, circumstances({ onDuty: onDuty(operators) }));
    expect(lines[0]).toMatchObject({ moment });
  });
});

describe('what is news', () => {
  const cases: [string, Parameters<typeof waiting>[0], Partial<ContactCircumstances>, string[]][] = [
    ['a notice began', {}, withNotice, ['notice.new', 'line.status']],
    ['the notice is over', heard({ noticeId: 'n1' }), {}, ['notice.ended', 'line.status']],
    ['it is open again', heard({ closing: 'closed', closedAt: NOW }), {}, ['closed.over', 'line.status']],
    [
      'it is over by its own time',
      heard({ noticeId: 'n1' }),
      { ...withNotice, now: NOW + MINUTE },
      ['notice.ended', 'line.status'],
    ],
    ['another notice took its place', heard({ noticeId: 'n0' }), withNotice, ['notice.new', 'line.status']],
    ['the queue closes soon', {}, { closesInMs: 15 * MINUTE }, ['closed.soon']],
    ['it has closed and nobody is left', {}, closedAndEmpty, ['nobody.until', 'closed.now']],
    ['the last operator left', {}, { onDuty: onDuty(0) }, ['news.nobody']],
    ['somebody is on duty again', told({ onDuty: false }), {}, ['news.operator-back']],
    ['the caller is next', {}, { position: 1 }, ['news.next']],
    ['a promise is broken, and none can be made', told({ wait: broken }), {}, ['line.longer', 'line.status']],
  ];
  test.each(cases)('given that %s, it is told early, and then known', (_, contact, changes, moments) => {
    const before = waiting(contact);
    const around = circumstances(changes);
    expect(hasNews(before, around)).toBe(true);
    const lines = news(before, 45, around);
    expect(lines.map(({ moment }) => moment)).toStrictEqual(moments);
    const { position } = around;
    const after = waiting({
      ...contact,
      heard: heardNow(before, lines, around),
      told: { position, onDuty: operatorsFor(before, around) > 0, wait: null },
    });
    expect(hasNews(after, around)).toBe(false);
  });
  test.each([
    ['closes soon', { closesInMs: 15 * MINUTE }, ['greeting.place', 'closed.soon']],
    ['has closed', closedAndEmpty, ['greeting.place', 'nobody.until', 'closed.now']],
    ['closes', { closesInMs: MINUTE, position: 1 }, ['greeting.next-in-line', 'closed.soon']],
  ])('given that the queue %s, a key is answered with the place as well', (_, changes, moments) => {
    const lines = status(waiting(), 45, circumstances(changes));
    expect(lines.map(({ moment }) => moment)).toStrictEqual(moments);
  });
  test('given that it closes and that it takes longer, the worse comes first', () => {
    const lines = status(waiting(told({ wait: broken })), 45, circumstances({ closesInMs: MINUTE }));
    expect(lines.map(({ moment }) => moment)).toStrictEqual(['line.longer', 'greeting.place', 'closed.soon']);
  });
  const nothing: [string, Parameters<typeof waiting>[0], Partial<ContactCircumstances>][] = [
    ['nothing changed', {}, {}],
    ['the caller moved up, but is not next', told({ position: 5 }), {}],
    ['the notice has been told', heard({ noticeId: 'n1' }), withNotice],
    ['that a promise is broken has been told', told({ wait: { ...broken, isBroken: true } }), {}],
    ['a promise stands', told({ wait: { ...broken, promise: NOW } }), {}],
    ['it closes in more than a quarter of an hour', {}, { closesInMs: 15 * MINUTE + 1 }],
    ['it has closed, and people are served on', {}, { opens: tomorrow }],
  ];
  test.each(nothing)('given that %s, nothing is', (_, contact, changes) => {
    expect(hasNews(waiting(contact), circumstances(changes))).toBe(false);
  });
});

describe('when it is told', () => {
  const event: ContactEvent & { type: 'news' } = { type: 'news', lines: [] };
  test('given our words ended a moment ago, fifteen seconds after them', () => {
    const decision = decide(waiting({ wordsEndAt: NOW - 5_000 }), event, circumstances(withNotice));
    expect(decision).toMatchObject({ kind: 'changed', next: { speakAt: NOW + 10_000 } });
  });
  test('given silence for long, at once, or as much later as others go first', () => {
    const decision = decide(waiting(), { ...event, afterMs: 100 }, circumstances(withNotice));
    expect(decision).toMatchObject({ kind: 'changed', next: { speakAt: NOW + 100 } });
  });
  test.each([
    ['nothing is new', waiting(), {}],
    ['it is on its way', waiting({ speakAt: NOW + 3_000 }), withNotice],
    ['an operator is on the way', offered('accepted'), withNotice],
  ])('given that %s, not at all', (_, contact, changes) => {
    expect(decide(contact, event, circumstances(changes)).kind).toBe('ignored');
  });
  test('given a promise of two minutes in a silence of ten, it is looked each minute whether it got longer', () => {
    const looks = { looksAt: NOW, nextCheckInAt: NOW + 10 * MINUTE };
    const stands = waiting({ ...looks, ...told({ wait: { ...broken, promise: NOW + MINUTE } }) });
    expect(decide(stands, { type: 'due' }, circumstances())).toMatchObject({
      kind: 'changed',
      effects: [],
      next: { looksAt: NOW + MINUTE, speakAt: null },
    });
    const late = waiting({ ...looks, ...told({ wait: broken }) });
    expect(decide(late, { type: 'due' }, circumstances())).toMatchObject({ next: { speakAt: NOW } });
  });
  test('given a check-in has told it meanwhile, nobody is fetched', () => {
    const planned = waiting({ speakAt: NOW, heard: { ...waiting().heard, noticeId: 'n1' } });
    expect(decide(planned, { type: 'due' }, circumstances(withNotice))).toMatchObject({
      kind: 'changed',
      effects: [],
      next: { speakAt: null },
    });
  });
});

test('that it has closed comes with what there is to choose: the check-in offers nothing beside', () => {
  const later = { checkIns: 2 };
  const moments = (changes: Partial<ContactCircumstances>) =>
    checkIn(waiting(later), 45, circumstances(changes)).map(({ moment }) => moment);
  expect(moments({})).toContain('offer.callback');
  expect(moments(closedAndEmpty).filter((moment) => moment.startsWith('offer.'))).toStrictEqual([]);
});

describe('a wait beyond numbers', () => {
  const moments = (contact: Parameters<typeof waiting>[0], changes: Partial<ContactCircumstances> = {}) =>
    checkIn(waiting({ ...told({ wait: broken }), ...contact }), 45, circumstances(changes)).map(
      ({ moment }) => moment,
    );
  const callbacks = { ...QUEUE.callbacks, enabled: false };
  const overAnHour = {
    range: { kind: 'more-than', low: 50, high: 90 },
    promise: null,
    longer: false,
  } as const;
  test('given numbers were told and are no more, it is said that it takes longer, and a call back is offered', () => {
    expect(moments({ checkIns: 1 })).toStrictEqual(['line.longer', 'line.check-in', 'offer.callback']);
  });
  test('given more than an hour, the same', () => {
    expect(moments({ checkIns: 1 }, { announcement: overAnHour })).toContain('offer.callback');
  });
  test('given the queue calls nobody back, leaving words is offered', () => {
    expect(moments({ checkIns: 1 }, { queue: { ...QUEUE, callbacks } })).toContain('offer.words');
  });
  test('given neither, or a call back that was offered early, the offers go on in their turn', () => {
    const early = (checkIns: number) => moments({ checkIns, ...heard({ offeredForLong: true }) }).at(-1);
    const nothing = { queue: { ...QUEUE, callbacks, leaveWords: false } };
    expect(moments({ checkIns: 1 }, nothing)).toContain('offer.rhythm');
    expect([2, 3, 4, 5].map(early)).toStrictEqual([
      'offer.rhythm',
      'line.check-in',
      'offer.words',
      'offer.code',
    ]);
  });
  test('given the first check-in, the tone is explained', () => {
    expect(moments({ checkIns: 0 })).toContain('line.tone-explained');
  });
});

describe('closed for ten minutes with nobody left', () => {
  const asks = { type: 'leg-asks', callSid: 'CA1', step: 4, from: 'summons', digits: '' } as const;
  const forgotten = { caller: 'hash', ...heard({ closing: 'closed', closedAt: NOW - 10 * MINUTE }) };
  test('given a number that may be called, the caller is booked and told', () => {
    const decision = decide(waiting(forgotten), asks, circumstances(closedAndEmpty));
    expect(decision).toMatchObject({
      next: {
        status: 'place-kept',
        callback: { number: '+15550000001' },
        leg: { instruction: { lines: [{ moment: 'callback.booked-unasked' }] } },
      },
    });
  });
  test('given a number that may not, the wait goes on and is not tried again', () => {
    const refused = circumstances({ ...closedAndEmpty, callbackVerdict: () => 'refused' });
    expect(decide(waiting(forgotten), asks, refused)).toMatchObject({
      next: { status: 'waiting', heard: { closedAt: null } },
    });
  });
  test('given the caller hangs on for less, nothing happens yet', () => {
    const later = { ...forgotten.heard, closedAt: NOW - 9 * MINUTE };
    const known = { ...forgotten, heard: later, told: { position: 2, onDuty: false, wait: null } };
    expect(hasNews(waiting(known), circumstances(closedAndEmpty))).toBe(false);
  });
});

test('given a greeting longer than fifteen seconds, it leaves what the keys are for the check-ins', () => {
  const moments = (lineMs: number) =>
    greeting(waiting(), circumstances({ spokenMs: (lines) => lineMs * lines.length })).map(
      ({ moment }) => moment,
    );
  const whole = moments(1_000);
  expect(whole.at(-1)).toBe('greeting.keys');
  expect(moments(3_500)).toStrictEqual(whole.slice(0, -1));
});
