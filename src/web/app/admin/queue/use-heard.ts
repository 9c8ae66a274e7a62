import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { calls } from '../../http/calls.ts';
import type { Heard } from '../../http/contract.ts';

/** So long after the last key the server is asked, ms. */
const TYPING_MS = 400;

/** What callers would hear of settings as they are typed; nothing while they cannot be. */
export function useHeard(queueId: string, draft: unknown): readonly Heard[] {
  const [body] = useDebouncedValue(JSON.stringify(draft), TYPING_MS);
  const heard = useQuery({
    queryKey: ['heard', queueId, body],
    queryFn: () => calls.heard(queueId, JSON.parse(body)),
    placeholderData: (before) => before,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  return heard.isError ? [] : (heard.data ?? []);
}
