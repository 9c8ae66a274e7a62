import { IconHeadphones } from '@tabler/icons-react';
import type { LiveContact } from '../../live/live-state.ts';
import { useLive } from '../../live/live-store.ts';
import { useWords } from '../../words/words.tsx';
import { toldOf } from './listening.ts';
import own from './listening.module.css';

/** Tells the operator of a call, at once, that a supervisor listens to it and who hears the supervisor. */
export function ListenedTo({ contact: { listener } }: { contact: LiveContact }) {
  const words = useWords();
  const { desks } = useLive();
  const name = listener ? (desks.get(listener.operator)?.displayName ?? listener.operator) : '';
  return (
    <div role="status">
      {listener && (
        <p className={own.told} data-mode={listener.mode}>
          <IconHeadphones size={18} aria-hidden />
          {toldOf(words, listener, name)}
        </p>
      )}
    </div>
  );
}
