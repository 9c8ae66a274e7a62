import { useCallback, useRef, useState } from 'react';

export type Command<Args extends unknown[]> = {
  run: (...args: Args) => Promise<boolean>;
  pending: boolean;
  /** Why the last run was refused; null after a good one. */
  error: unknown;
  forget: () => void;
};

/** The live stream tells what a call did within a blink; until then its button still rests. */
const SETTLE_MS = 300;

/**
 * A call that changes something. While it runs further runs are not made, so a double click or a held key does the
 * thing once.
 * @returns `run` resolves to whether it was done
 */
export function useCommand<Args extends unknown[], Result>(
  call: (...args: Args) => Promise<Result>,
  onDone?: (result: Result) => void,
): Command<Args> {
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const running = useRef(false);
  const latest = useRef({ call, onDone });
  latest.current = { call, onDone };

  const run = useCallback(async (...args: Args) => {
    if (running.current) return false;
    running.current = true;
    setPending(true);
    setError(null);
    const rest = () => {
      running.current = false;
      setPending(false);
    };
    try {
      const result = await latest.current.call(...args);
      latest.current.onDone?.(result);
      setTimeout(rest, SETTLE_MS);
      return true;
    } catch (refused) {
      setError(refused);
      rest();
      return false;
    }
  }, []);
  const forget = useCallback(() => setError(null), []);
  return { run, pending, error, forget };
}
