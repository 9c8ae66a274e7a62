import { useQuery, useQueryClient } from '@tanstack/react-query';
import { calls } from '../../http/calls.ts';
import type { Phrases } from '../../http/contract.ts';
import { useMe } from '../../shell/session.tsx';

const NONE: Phrases = { phrases: [], languages: [], most: 0 };

/** The operator's own phrases, and a way to read them again once they have changed. */
export function usePhrases(): Phrases & { known: boolean; failed: boolean; reread: () => void } {
  const queryKey = ['phrases', useMe().name];
  const client = useQueryClient();
  const { data, isError } = useQuery({ queryKey, queryFn: calls.phrases, staleTime: 60_000 });
  return {
    ...(data ?? NONE),
    known: data !== undefined,
    failed: isError,
    reread: () => void client.invalidateQueries({ queryKey }),
  };
}
