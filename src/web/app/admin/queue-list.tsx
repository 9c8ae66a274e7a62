import type { ReactNode } from 'react';
import type { Queue } from '../http/contract.ts';
import { useWords } from '../words/words.tsx';
import classes from './admin.module.css';
import { isInForce } from './now/use-in-force.ts';

type QueueListProps = {
  queues: readonly Queue[];
  /** The one whose page is shown beside the list. */
  chosenId: string | undefined;
  onChoose: (queueId: string) => void;
  /** What else can be done, below the queues. */
  children?: ReactNode;
};

/** The queues, to choose one of them: its name, id and languages, and whether it is closed by hand. */
export function QueueList({ queues, chosenId, onChoose, children }: QueueListProps) {
  const { admin } = useWords();
  return (
    <nav aria-label={admin.queues} className={classes.list}>
      {queues.map(({ id, name, languages, closure }) => (
        <button
          key={id}
          type="button"
          aria-current={id === chosenId ? 'true' : undefined}
          onClick={() => onChoose(id)}
        >
          <strong>{name}</strong>
          <span>
            {id} · {languages.join(', ')}
            {isInForce(closure, Date.now()) && ` · ${admin.closedByHand}`}
          </span>
        </button>
      ))}
      {children}
    </nav>
  );
}
