import { defaultQueueSettings } from '../../src/waiting/queue-settings.ts';
import type { FakeApi } from './fake-api.ts';
import { caller, deskOf, held, inSeconds } from './fake-state.ts';
import { arrangePhrases } from './voice-suite.ts';

/** Thirty callers wait, and a colleague's caller is on hold for too long. */
export const busy = ({ state }: FakeApi) => {
  for (let i = 0; i < 30; i += 1) state.contacts.set(`c${i}`, caller(`c${i}`, { waitedSeconds: 600 - i }));
  state.contacts.set('o1', held('o1', { expectedBackAt: inSeconds(-9) }, { operator: 'ben' }));
  state.desks.set('anna', deskOf('free', { mode: 'manual' }));
};

/** A caller on hold has asked Anna to come back. */
export const onHold = (fake: FakeApi) => {
  fake.state.timeline = [{ at: inSeconds(-9), kind: 'held', data: { reason: 'x', backInSeconds: 60 } }];
  const answer = { answer: 'come-back', at: inSeconds(-3) } as const;
  const ownVoice = { url: '/media/notes/x.wav', seconds: 2.6 };
  const note = { text: '', at: inSeconds(-5), told: false, ownVoice };
  fake.state.contacts.set(
    'm',
    held('m', { lastAnswer: answer, expectedBackAt: inSeconds(-5), note }, { nextCheckInAt: inSeconds(15) }),
  );
  arrangePhrases(fake);
  fake.state.desks.set('anna', deskOf('holding'));
};

/** Anna talks to a caller. */
export const talking = ({ state }: FakeApi) => {
  state.contacts.set('m', caller('m', { status: 'connected', operator: 'anna', nextCheckInAt: null }));
  state.desks.set('anna', deskOf('talking'));
};

/** A queue in which nothing is left out. */
export const everySetting = ({ state }: FakeApi) => {
  const queue = defaultQueueSettings('support', 'Acme support');
  const weekly = [1, 2, 3, 4, 5].map((day) => ({ day, from: '09:00', to: '17:00' }));
  state.queues.set('support', {
    ...queue,
    languages: ['en', 'ru'],
    maxWaiting: 40,
    backupNumber: '+15551230000',
    pilot: { share: 25, oldLine: '+12025550190' },
    topics: [{ label: { en: 'Bills', ru: 'Счета' }, queueId: 'support' }],
    callbacks: { ...queue.callbacks, laterAt: ['16:00', '18:30'], countries: ['US', 'DE'] },
    hours: { timeZone: 'Europe/Berlin', weekly, exceptions: [{ date: '2026-12-24', closed: true }] },
    ranking: { ...queue.ranking, languages: [{ language: 'ru', priority: 7 }] },
    notice: {
      id: 'n1',
      text: { en: 'Card payments fail; the bank is at work on it' },
      until: inSeconds(3600),
      owner: 'anna',
      since: inSeconds(-60),
    },
  });
};
