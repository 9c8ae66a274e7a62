import { describe, expect, it } from 'vitest';
import {
  completeQueue,
  defaultQueueSettings,
  queueForNumber,
  queueSettingsSchema,
} from '../../src/waiting/queue-settings.ts';

describe('A queue that nobody has set', () => {
  it('has the settings that the product promises, by which callers are kept from the first start on', () => {
    expect(defaultQueueSettings('support', 'Support')).toStrictEqual({
      id: 'support',
      name: 'Support',
      languages: ['en'],
      numbers: [],
      numberLanguages: [],
      priority: 5,
      inLine: { firstAfterSeconds: 45, everySeconds: 60, growth: 1, longestSilenceSeconds: 180 },
      onHold: { firstAfterSeconds: 60, everySeconds: 60, growth: 1, longestSilenceSeconds: 180 },
      newsOnlyLongestSeconds: 600,
      wrapUpSeconds: 0,
      country: 'US',
      callbacks: {
        enabled: true,
        attempts: 3,
        pauseSeconds: 300,
        countries: ['US'],
        laterAt: [],
        timeZone: 'UTC',
        perNumberPerDay: 5,
        perMinute: 20,
        minutesPerDay: 1_000,
      },
      keepPlaceSeconds: 600,
      presenceAfterSeconds: 600,
      spokenAnswers: false,
      leaveWords: true,
      outcomes: [],
      askAfterwards: true,
      hours: null,
      closure: null,
      maxWaiting: null,
      backupNumber: null,
      nobodyAfterSeconds: 600,
      refusesNuisances: true,
      pilot: { share: 100, oldLine: null },
      topics: [],
      ranking: { ageingSeconds: 600, calledNumbers: [], languages: [], callers: [] },
      notice: null,
    });
  });

  it('is one that the API takes as it stands', () => {
    const settings = defaultQueueSettings('support', 'Support');
    expect(queueSettingsSchema.parse(settings)).toStrictEqual(settings);
  });
});

describe('Settings that an earlier version stored', () => {
  it('keep what they say and have sensible values for the rest, also within callbacks and ranking', () => {
    const stored = { id: 'old', name: 'Old', wrapUpSeconds: 30, callbacks: { attempts: 9 }, ranking: {} };
    const sensible = defaultQueueSettings('old', 'Old');
    expect(completeQueue(stored as never)).toStrictEqual({
      ...sensible,
      wrapUpSeconds: 30,
      callbacks: { ...sensible.callbacks, attempts: 9 },
    });
  });
});

describe('A called number', () => {
  it('leads to the queue that lists it, else to support, else to the first', () => {
    const support = defaultQueueSettings('support', 'Support');
    const billing = { ...defaultQueueSettings('billing', 'Billing'), numbers: ['+15550101'] };
    expect(queueForNumber([billing, support], '+15550101')).toBe(billing);
    expect(queueForNumber([billing, support], '+15550100')).toBe(support);
    expect(queueForNumber([billing], '+15550100')).toBe(billing);
    expect(queueForNumber([], '+15550100')).toBeUndefined();
  });
});
