/**
 * Whether documents may carry sounds. A `<Play>` that cannot be fetched may be fatal at Twilio (seen by others, not
 * documented), and the leg then misses its step; a line without a tone is better than no line.
 */
export type SoundTrust = {
  /** A leg that lives has not asked for the step after `step`. */
  missed(callSid: string, step: number): void;
  /** A sound is named as what could not be fetched. */
  failed(): void;
  /** We could not answer legs as we should: what they miss now, and shortly after, says nothing about sounds. */
  outage(): void;
  trusted(): boolean;
};

const FAILURES = 2;
const WITHIN_MS = 2 * 60_000;
const SILENT_FOR_MS = 10 * 60_000;
/** Legs that are overdue after an outage are seen to within seconds; a second outage may follow as soon. */
const AFTER_OUTAGE_MS = 60_000;

/**
 * No sounds for ten minutes after two named failures within two minutes, or when a leg missed a step, came home, was
 * answered with a new document, and missed that one's step as well. One missed step is no sign against sounds: it is
 * what an outage of ours looks like, and after one every machine line still needs its tone.
 */
export function soundTrust(now: () => number): SoundTrust {
  let failures: number[] = [];
  let misses = new Map<string, { step: number; at: number }>();
  let silentUntil = -Infinity;
  let healthyFrom = -Infinity;

  function distrust(): void {
    silentUntil = now() + SILENT_FOR_MS;
    failures = [];
    misses = new Map();
  }

  return {
    missed(callSid, step) {
      const at = now();
      if (at < healthyFrom) return;
      misses = new Map([...misses].filter(([, one]) => one.at > at - SILENT_FOR_MS));
      const before = misses.get(callSid);
      if (before !== undefined && step > before.step) distrust();
      else misses.set(callSid, { step, at });
    },
    failed() {
      const at = now();
      failures = [...failures.filter((one) => one > at - WITHIN_MS), at];
      if (failures.length >= FAILURES) distrust();
    },
    outage() {
      healthyFrom = now() + AFTER_OUTAGE_MS;
      misses = new Map();
    },
    trusted: () => now() >= silentUntil,
  };
}
