/**
 * Whether documents may carry sounds. A `<Play>` that cannot be fetched may be fatal at Twilio (seen by others, not
 * documented), and the leg then misses its step; a line without a tone is better than no line.
 */
export type SoundTrust = {
  /** A leg that lives missed a step while our webhooks are healthy, or a sound is named as what failed. */
  missed(): void;
  trusted(): boolean;
};

const MISSES = 2;
const WITHIN_MS = 2 * 60_000;
const SILENT_FOR_MS = 10 * 60_000;

/** After two misses within two minutes, no sounds for ten minutes. */
export function soundTrust(now: () => number): SoundTrust {
  let misses: number[] = [];
  let silentUntil = -Infinity;
  return {
    missed() {
      const at = now();
      misses = [...misses.filter((one) => one > at - WITHIN_MS), at];
      if (misses.length >= MISSES) {
        silentUntil = at + SILENT_FOR_MS;
        misses = [];
      }
    },
    trusted: () => now() >= silentUntil,
  };
}
