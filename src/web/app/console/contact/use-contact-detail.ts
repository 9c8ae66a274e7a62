import { useQuery } from '@tanstack/react-query';
import { calls } from '../../http/calls.ts';
import { useLive } from '../../live/live-store.ts';

/** A contact's timeline and its caller's earlier contacts; read again whenever the contact changes. */
export function useContactDetail(id: string) {
  const change = useLive().changes.get(id) ?? 0;
  return useQuery({
    queryKey: ['contact', id, change],
    queryFn: () => calls.contact(id),
    placeholderData: (before) => (before?.id === id ? before : undefined),
  });
}
