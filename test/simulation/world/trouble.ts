import type { VirtualClock } from '../../../src/clock.ts';
import type { Faults } from '../../../src/emulator/faults.ts';
import type { PhoneNetwork } from '../../../src/emulator/network.ts';
import type { Chance } from '../chance.ts';
import type { Findings } from '../judge/findings.ts';
import type { StoreInTrouble } from './store-in-trouble.ts';
import { faultsOf, type Stretch, type Weather } from './weather.ts';

export type TroubleParts = {
  clock: VirtualClock;
  network: PhoneNetwork;
  keeping: StoreInTrouble;
  weather: Weather;
  findings: Findings;
  chance: Chance;
  /** How long it lasts, ms. */
  forMs: number;
  /** Every server is killed; they are there again. */
  kill: () => void;
  start: () => void;
  /** The store is about to forget everything. */
  forgotten: () => void;
  /** Delivers an old webhook once more. */
  replay: () => void;
  /** The trouble is over, for good. */
  onHealed: () => void;
};

/** Lets the weather's trouble begin and end at its times, and heals everything in the end. */
export function trouble(parts: TroubleParts): void {
  const { clock, network, keeping, weather } = parts;
  const until = clock.now() + parts.forMs;
  Object.assign(keeping.trouble, { replyLost: weather.storeReplyLost, slowMs: weather.storeSlowMs });
  for (const stretch of weather.storeAway) during(stretch, (is) => (keeping.trouble.away = is));
  for (const stretch of weather.restAway) during(stretch, (is) => (network.faults.restAway = is));
  for (const stretch of weather.killed) during(stretch, (is) => (is ? parts.kill() : parts.start()));
  for (const at of weather.forgets) {
    clock.setTimer(at, () => {
      parts.forgotten();
      void keeping.forget();
    });
  }
  if (weather.replaysPerMinute > 0) replayAgain();
  clock.setTimer(parts.forMs, heal);

  function during({ at, forMs }: Stretch, set: (is: boolean) => void): void {
    clock.setTimer(at, () => {
      parts.findings.count('outages');
      set(true);
    });
    clock.setTimer(Math.min(at + forMs, parts.forMs), () => set(false));
  }

  function replayAgain(): void {
    if (clock.now() >= until) return;
    clock.setTimer(parts.chance.exponential(60_000 / weather.replaysPerMinute), () => {
      parts.replay();
      replayAgain();
    });
  }

  function heal(): void {
    Object.assign(network.faults, faultsOf(null) satisfies Faults);
    Object.assign(keeping.trouble, { away: false, replyLost: 0, slowMs: 0 });
    parts.onHealed();
  }
}
