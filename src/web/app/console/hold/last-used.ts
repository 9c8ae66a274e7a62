import { useKept } from '../../shell/kept-choice.ts';

/** What an operator said and promised in earlier holds. */
export type LastUsed = {
  /** Own words for what they were doing, last first. */
  reasons: string[];
  /** What was promised last, in seconds; null for no time, undefined before the first hold. */
  seconds: number | null | undefined;
  /** Times that no chip has, last first. */
  otherSeconds: number[];
};

const REASONS_KEPT = 3;
const TIMES_KEPT = 2;

/**
 * Remembers reasons and times of holds, until the operator signs out.
 * @param language of the caller, to whom the reason is said
 * @param offered what the chips have anyway
 */
export function useLastUsed(
  operator: string,
  language: string,
  offered: { reasons: readonly string[]; seconds: readonly number[] },
): [LastUsed, (reason: string, seconds: number | null) => void] {
  const [used, keep] = useKept(`own.hold.${operator}.${language}`, read);
  return [
    used,
    (reason, seconds) =>
      keep({
        reasons: offered.reasons.includes(reason) ? used.reasons : latest(used.reasons, reason, REASONS_KEPT),
        seconds,
        otherSeconds:
          seconds === null || offered.seconds.includes(seconds)
            ? used.otherSeconds
            : latest(used.otherSeconds, seconds, TIMES_KEPT),
      }),
  ];
}

function latest<Value>(before: readonly Value[], value: Value, most: number): Value[] {
  if (value === '') return [...before];
  return [value, ...before.filter((one) => one !== value)].slice(0, most);
}

/** What was kept, as far as it still has this shape. */
function read(kept: unknown): LastUsed {
  const { reasons, seconds, otherSeconds } = (
    typeof kept === 'object' && kept !== null ? kept : {}
  ) as Record<string, unknown>;
  return {
    reasons: Array.isArray(reasons) ? reasons.filter((one) => typeof one === 'string') : [],
    seconds: seconds === null || isSeconds(seconds) ? seconds : undefined,
    otherSeconds: Array.isArray(otherSeconds) ? otherSeconds.filter(isSeconds) : [],
  };
}

function isSeconds(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 10 && value <= 3600;
}
