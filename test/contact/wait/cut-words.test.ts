import { describe, expect, test } from 'vitest';
import type { Contact } from '../../../src/contact/contact.ts';
import type { Announcement } from '../../../src/waiting/spoken-range.ts';
import type { LegAsks } from '../../../src/twiml/instructions.ts';
import { arrived, asks, held, momentsOf, nextOf, NOW, QUEUE, waiting, when } from '../given.ts';

const MINUTE = 60_000;
/** After the tone each line takes two seconds. */
const TONE = 650;
const notice = {
  id: 'n1',
  text: { en: 'Payments fail' },
  until: new Date(NOW + MINUTE).toISOString(),
  owner: 'chief',
  since: new Date(NOW).toISOString(),
};
const incident = { queue: { ...QUEUE, notice } };
const inMinutes = (high: number, longer: boolean): { announcement: Announcement } => ({
  announcement: { range: { kind: 'range', low: 1, high }, promise: NOW + high * MINUTE, longer },
});

/** The leg was answered at NOW, and a key comes so much later, while those words are spoken. */
const key = (contact: Contact | null, digit: string, afterMs: number, changes = {}) =>
  when(contact, asks('words', digit, 5), { ...changes, now: NOW + afterMs });

describe('words that a key cuts are not told', () => {
  test('given an incident at a check-in, cut before its end, then the next words tell it', () => {
    const checkIn = nextOf(when(waiting(), asks('summons'), incident));
    expect(checkIn).toMatchObject({ heard: { noticeId: 'n1' } });
    const cut = nextOf(key(checkIn, '3', TONE + 1_000, incident));
    expect(cut).toMatchObject({ heard: { noticeId: null } });
    const whole = nextOf(key(checkIn, '3', TONE + 2_100, incident));
    expect(whole).toMatchObject({ heard: { noticeId: 'n1' } });
  });

  test('given a range that was cut, then it is no promise, and nothing takes longer than it', () => {
    const replied = nextOf(when(waiting(), asks('after', '5'), inMinutes(3, false)));
    expect(replied).toMatchObject({ told: { wait: { high: 3 } } });
    expect(nextOf(key(replied, '3', 400, inMinutes(5, true)))).toMatchObject({ told: { wait: null } });
    expect(nextOf(key(replied, '3', TONE + 2_100, inMinutes(5, true)))).toMatchObject({
      told: { wait: { high: 3 } },
    });
  });

  test('given news from the operator, cut by a yes, then the answer brings it', () => {
    const noted = held({ note: { text: 'found it', at: NOW, told: false } });
    const told = nextOf(when(noted, asks('summons')));
    expect(told).toMatchObject({ note: { told: true } });
    expect(momentsOf(key(told, '1', TONE + 500))).toContain('hold.note');
    expect(momentsOf(key(told, '1', TONE + 2_100))).toStrictEqual(['hold.keep-waiting']);
  });
});

describe('the record shows what was heard', () => {
  const recorded = (decision: ReturnType<typeof when>) =>
    decision.kind !== 'changed'
      ? decision.kind
      : decision.timeline.map(({ kind, data }) =>
          `${kind} ${String(data?.['moment'] ?? data?.['key'] ?? '')}`.trim(),
        );
  const greeted = nextOf(when(nextOf(when(null, arrived)), asks('end', '', 1), { position: 2 }));
  const first = (from: LegAsks['from'], digit: string, afterMs: number) =>
    recorded(when(greeted, asks(from, digit, 2), { now: NOW + afterMs }));

  test('given a key in the second sentence, then the first was told, the second was cut, and of the rest nothing', () => {
    expect(first('words', '5', TONE + 2_500)).toStrictEqual([
      'told greeting.welcome',
      'cut greeting.other-language',
      'pressed 5',
    ]);
  });

  test('given a key in the silence after them, then all was told', () => {
    expect(first('after', '5', 30_000)).toStrictEqual([
      ...['welcome', 'other-language', 'place', 'quiet', 'keys'].map((one) => `told greeting.${one}`),
      'pressed 5',
    ]);
  });

  test('given a key before they began, then nothing was told', () => {
    expect(first('before', '5', 100)).toStrictEqual(['pressed 5']);
  });

  test('given that it was fetched in mid sentence, then that sentence was cut', () => {
    expect(first('summons', '', TONE + 100)).toStrictEqual(['cut greeting.welcome']);
  });

  test('given a key that crossed with a summons, then the words that it cut are not shown twice', () => {
    const fetched = nextOf(when(greeted, asks('summons', '', 2), { now: NOW + 30_000 }));
    expect(recorded(when(fetched, asks('after', '5', 2), { now: NOW + 30_100 }))).toStrictEqual([
      'pressed 5',
    ]);
  });
});
