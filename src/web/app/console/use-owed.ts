import { useCallback, useEffect, useState } from 'react';
import { calls } from '../http/calls.ts';
import type { Contact } from '../http/contract.ts';

/** Whoever was answered while this page was looking elsewhere is seen within so long, ms. */
const READ_EVERY_MS = 10_000;

/** What people owe callers, longest owed first, and a way to look again now. A read that fails leaves what was known. */
export function useOwed(): { owed: readonly Contact[]; reread: () => void } {
  const [owed, setOwed] = useState<readonly Contact[]>([]);
  const reread = useCallback(() => {
    calls.owed().then(setOwed, () => undefined);
  }, []);
  useEffect(() => {
    reread();
    const timer = setInterval(reread, READ_EVERY_MS);
    return () => clearInterval(timer);
  }, [reread]);
  return { owed, reread };
}
