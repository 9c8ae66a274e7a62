import { useCallback, useEffect, useState } from 'react';
import { calls } from '../../http/calls.ts';
import type { Contact } from '../../http/contract.ts';
import { useLive } from '../../live/live-store.ts';

/** What no event told of is seen within so long, ms. */
const READ_EVERY_MS = 10_000;
/** Events that come together are one reason to read, ms. */
const TOGETHER_MS = 250;

/** What people owe callers, longest owed first, and a way to look again now. A read that fails leaves what was known. */
export function useOwed(): { owed: readonly Contact[]; known: boolean; reread: () => void } {
  const [owed, setOwed] = useState<readonly Contact[] | null>(null);
  const { owedChanges } = useLive();
  const reread = useCallback(() => {
    calls.owed().then(setOwed, () => undefined);
  }, []);
  useEffect(() => {
    const soon = setTimeout(reread, TOGETHER_MS);
    return () => clearTimeout(soon);
  }, [reread, owedChanges]);
  useEffect(() => {
    const timer = setInterval(reread, READ_EVERY_MS);
    return () => clearInterval(timer);
  }, [reread]);
  return { owed: owed ?? [], known: owed !== null, reread };
}
