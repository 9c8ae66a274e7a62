import type { Clock } from '../../../src/clock.ts';
import type { Hours } from '../../../src/waiting/hours.ts';
import type { Notice } from '../../../src/waiting/notice.ts';
import type { QueueSettings } from '../../../src/waiting/queue-settings.ts';
import type { Chance } from '../chance.ts';
import { drawOffers } from '../world/queue-ways.ts';
import { changeRhythms, type Opened } from '../world/queues.ts';
import type { Stretch } from '../world/weather.ts';

/** Time zones, and how far their clocks are ahead of UTC in January, ms. */
const ZONES: readonly [readonly [string, number], ...(readonly [string, number])[]] = [
  ['UTC', 0],
  ['Europe/Berlin', 3_600_000],
  ['America/New_York', -5 * 3_600_000],
];

/**
 * An admin at work while people wait: rhythms change, notices begin and end, a queue closes for some minutes, a line may
 * be full. What was promised already stays promised.
 */
export function administer(parts: {
  clock: Clock;
  chance: Chance;
  /** For closing by hand, so that all else stays as it is. */
  byHand: Chance;
  queues: readonly Opened[];
  /** Within which time, ms. */
  forMs: number;
  /** When nobody will be there, ms from now; null never. */
  pause: Stretch | null;
  put: (queue: Opened, settings: QueueSettings) => void;
}): void {
  const { clock, chance } = parts;
  const begins = clock.now();
  let notices = 0;

  function change({ settings }: Opened): QueueSettings {
    const draw = chance.random();
    if (draw < 0.4) return changeRhythms(settings, chance);
    if (draw < 0.6) return { ...settings, notice: newNotice() };
    if (draw < 0.7) return { ...settings, notice: null };
    if (draw < 0.78) return { ...settings, maxWaiting: chance.pick([null, 1, 3, 20]) };
    if (draw < 0.88) return { ...settings, ...otherOffers(settings) };
    return { ...settings, hours: shortBreak() };
  }

  function newNotice(): Notice {
    const now = clock.now();
    notices += 1;
    return {
      id: `notice-${notices}`,
      text: {
        en: `We know of incident ${notices}`,
        ru: `Мы знаем о сбое ${notices}`,
        de: `Wir wissen von Störung ${notices}`,
      },
      until: new Date(now + chance.between(20_000, 600_000)).toISOString(),
      owner: 'admin',
      since: new Date(now).toISOString(),
    };
  }

  function otherOffers({ callbacks, languages }: QueueSettings): Partial<QueueSettings> {
    return {
      ...drawOffers(chance),
      callbacks: { ...callbacks, enabled: chance.happens(0.5) },
      keepPlaceSeconds: chance.pick([0, 30, 600]),
      spokenAnswers: chance.happens(0.5),
      languages: chance.happens(0.5) ? languages : [...new Set(['de', ...languages])],
    };
  }

  /** Closes soon, and opens again while people still call, or soon after. */
  function shortBreak(): Hours {
    const closes = Math.max(clock.now(), begins + 60_000) + chance.between(0.1, 0.4) * parts.forMs;
    return closedFrom(closes, closes + 60_000 + chance.between(0.1, 0.9) * parts.forMs);
  }

  /** On the clock of one zone or another, by the week or for this day alone. */
  function closedFrom(closes: number, opens: number): Hours {
    const [timeZone, aheadMs] = chance.pick(ZONES);
    const at = (ms: number): string => new Date(ms + aheadMs).toISOString().slice(11, 16);
    const intervals = [
      { from: '00:00', to: at(closes) },
      { from: at(opens), to: '24:00' },
    ];
    const date = new Date(begins).toISOString().slice(0, 10);
    return chance.happens(0.3)
      ? { timeZone, weekly: [], exceptions: intervals.map((one) => ({ date, ...one })) }
      : { timeZone, weekly: intervals.map((one) => ({ day: 1, ...one })), exceptions: [] };
  }

  const { pause } = parts;
  if (pause !== null && chance.happens(0.6)) {
    clock.setTimer(chance.between(0, pause.at), () => {
      const opened = chance.pick(parts.queues as readonly [Opened, ...Opened[]]);
      const closes = begins + pause.at + chance.between(0, 60_000);
      const opens = closes + 60_000 + chance.between(0.2, 1.2) * pause.forMs;
      parts.put(opened, { ...opened.settings, hours: closedFrom(closes, opens) });
    });
  }
  const { byHand } = parts;
  if (byHand.happens(0.25)) closeByHand();
  if (pause !== null && byHand.happens(0.6)) evacuate(pause);

  /** Everybody leaves the house and comes back: all lines are closed by hand, and opened again while people still wait. */
  function evacuate({ at, forMs }: Stretch): void {
    const closesInMs = at + byHand.between(0, 0.2 * forMs);
    const opensInMs = at + byHand.between(0.6, 1.1) * forMs;
    clock.setTimer(closesInMs, () => closeAll({ until: null }));
    clock.setTimer(Math.max(closesInMs + 20_000, opensInMs), () => closeAll(null));
  }

  function closeAll(closure: QueueSettings['closure']): void {
    for (const opened of parts.queues) parts.put(opened, { ...opened.settings, closure });
  }

  /** Closed at once, whatever the hours say; for a time, or until it is opened by hand too. */
  function closeByHand(): void {
    const [closesInMs, forMs] = [byHand.between(0, parts.forMs), byHand.between(20_000, 0.5 * parts.forMs)];
    const opened = byHand.pick(parts.queues as readonly [Opened, ...Opened[]]);
    const isForATime = byHand.happens(0.5);
    clock.setTimer(closesInMs, () => {
      const until = isForATime ? new Date(clock.now() + forMs).toISOString() : null;
      parts.put(opened, { ...opened.settings, closure: { until } });
    });
    if (isForATime) return;
    clock.setTimer(closesInMs + forMs, () => parts.put(opened, { ...opened.settings, closure: null }));
  }

  for (let times = chance.whole(0, 4); times > 0; times -= 1) {
    clock.setTimer(chance.between(0, parts.forMs), () => {
      const opened = chance.pick(parts.queues as readonly [Opened, ...Opened[]]);
      parts.put(opened, change(opened));
    });
  }
}
