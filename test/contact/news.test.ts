import { describe, expect, test } from 'vitest';
import type { ContactCircumstances } from '../../src/contact/circumstances.ts';
import type { ContactEvent } from '../../src/contact/contact-event.ts';
import type { Heard } from '../../src/contact/visit.ts';
import { checkIn, news } from '../../src/contact/line-words.ts';
import { decide } from '../../src/contact/decide.ts';
import { hasNews, heardNow } from '../../src/contact/news.ts';
import type { Notice } from '../../src/waiting/notice.ts';
import { circumstances, NOW, offered, QUEUE, waiting } from './given.ts';

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
const closedAndEmpty = { opens: tomorrow, operatorsOnDuty: 0 };
const told = (changes: Partial<ReturnType<typeof waiting>['told']>) => ({
  told: { ...waiting().told, ...changes },
});

describe('what is news', () => {
  const cases: [string, Parameters<typeof waiting>[0], Partial<ContactCircumstances>, string[]][] = [
    ['a notice began', {}, withNotice, ['notice.new', 'line.status']],
    ['the notice is over', heard({ noticeId: 'n1' }), {}, ['notice.ended', 'line.status']],
    [
      'it is over by its own time',
      heard({ noticeId: 'n1' }),
      { ...withNotice, now: NOW + MINUTE },
      ['notice.ended', 'line.status'],
    ],
    ['another notice took its place', heard({ noticeId: 'n0' }), withNotice, ['notice.new', 'line.status']],
    ['the queue closes soon', {}, { closesInMs: 15 * MINUTE }, ['closed.soon']],
    ['it has closed and nobody is left', {}, closedAndEmpty, ['nobody.until', 'closed.now']],
    ['the last operator left', {}, { operatorsOnDuty: 0 }, ['line.status-no-operator']],
    ['somebody is on duty again', told({ onDuty: false }), {}, ['news.operator-back']],
    ['the caller is next', {}, { position: 1 }, ['news.next']],
  ];
  test.each(cases)('given that %s, it is told early, and then known', (_, contact, changes, moments) => {
    const before = waiting(contact);
    const around = circumstances(changes);
    expect(hasNews(before, around)).toBe(true);
    const lines = news(before, 45, around);
    expect(lines.map(({ moment }) => moment)).toStrictEqual(moments);
    const { position, operatorsOnDuty } = around;
    const after = waiting({
      ...contact,
      heard: heardNow(before, lines, around),
      told: { position, onDuty: operatorsOnDuty > 0, wait: null },
    });
    expect(hasNews(after, around)).toBe(false);
  });
  const nothing: [string, Parameters<typeof waiting>[0], Partial<ContactCircumstances>][] = [
    ['nothing changed', {}, {}],
    ['the caller moved up, but is not next', told({ position: 5 }), {}],
    ['the notice has been told', heard({ noticeId: 'n1' }), withNotice],
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
