import { expect, test } from 'vitest';
import type { Contact } from '../../src/contact/contact.ts';
import { createLineNews, type LineNewsParts } from '../../src/switchboard/line-news.ts';
import { completeQueue, defaultQueueSettings } from '../../src/waiting/queue-settings.ts';
import { onDuty } from '../support/on-duty.ts';

const MONDAY_AT_NINE = Date.UTC(2026, 0, 5, 9);

test('of a queue that has closed, those who wait are looked at every half minute, and nobody who is booked', async () => {
  let now = MONDAY_AT_NINE;
  const closed = completeQueue({
    ...defaultQueueSettings('support', 'Support'),
    hours: { timeZone: 'UTC', weekly: [{ day: 7, from: '08:00', to: '09:00' }], exceptions: [] },
  });
  const line = [
    { id: 'waits', status: 'waiting' },
    { id: 'to-call', status: 'place-kept' },
  ] as Contact[];
  let reads = 0;
  const asked: string[] = [];
  const news = createLineNews({
    // A thousand more are booked; they are not to be had here.
    store: {
      queues: async () => [closed],
      lineNow: async () => ({ onDuty: onDuty(0), waiting: 1_002 }),
      takeable: async () => {
        reads += 1;
        return line;
      },
    },
    switchboard: {
      tellContact: async (id) => {
        asked.push(id);
        return { kind: 'done', contact: null, desk: null };
      },
    },
    now: () => now,
  } satisfies LineNewsParts);

  await news.once();
  now += 10_000;
  await news.once();
  expect([reads, asked]).toStrictEqual([1, ['waits']]);
  now += 30_000;
  await news.once();
  expect([reads, asked]).toStrictEqual([2, ['waits', 'waits']]);
});
