import type { Clock } from '../../../src/clock.ts';
import type { Hours } from '../../../src/waiting/hours.ts';
import type { Notice } from '../../../src/waiting/notice.ts';
import type { QueueSettings } from '../../../src/waiting/queue-settings.ts';
import type { Chance } from '../chance.ts';
import { changeRhythms, type Opened } from '../world/queues.ts';

/**
 * An admin at work while people wait: rhythms change, notices begin and end, a queue closes for some minutes, a line may
 * be full. What was promised already stays promised.
 */
export function administer(parts: {
  clock: Clock;
  chance: Chance;
  queues: readonly Opened[];
  /** Within which time, ms. */
  forMs: number;
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
    if (draw < 0.85) return { ...settings, maxWaiting: chance.pick([null, 3, 20]) };
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

  /** Closes soon, and opens again while people still call, or soon after. */
  function shortBreak(): Hours {
    const now = clock.now();
    const at = (ms: number): string => new Date(ms).toISOString().slice(11, 16);
    const closes = Math.max(now, begins + 60_000) + chance.between(0.1, 0.4) * parts.forMs;
    const opens = closes + 60_000 + chance.between(0.1, 0.9) * parts.forMs;
    return {
      timeZone: 'UTC',
      weekly: [
        { day: 1, from: '00:00', to: at(closes) },
        { day: 1, from: at(opens), to: '24:00' },
      ],
      exceptions: [],
    };
  }

  for (let times = chance.whole(0, 4); times > 0; times -= 1) {
    clock.setTimer(chance.between(0, parts.forMs), () => {
      const opened = chance.pick(parts.queues as readonly [Opened, ...Opened[]]);
      parts.put(opened, change(opened));
    });
  }
}
