import type { Clock } from '../../../src/clock.ts';
import type { QueueSettings } from '../../../src/waiting/queue-settings.ts';
import type { Chance } from '../chance.ts';
import { changeRhythms, type Opened } from '../world/queues.ts';

/** An admin who changes rhythms a few times while people wait; what was promised already stays promised. */
export function changeRhythmsMeanwhile(parts: {
  clock: Clock;
  chance: Chance;
  queues: readonly Opened[];
  /** Within which time, ms. */
  forMs: number;
  put: (settings: QueueSettings) => void;
}): void {
  const { clock, chance } = parts;
  for (let times = chance.whole(0, 4); times > 0; times -= 1) {
    clock.setTimer(chance.between(0, parts.forMs), () => {
      const { settings } = chance.pick(parts.queues as readonly [Opened, ...Opened[]]);
      parts.put(changeRhythms(settings, chance));
    });
  }
}
