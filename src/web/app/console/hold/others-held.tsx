import { useWords } from '../../words/words.tsx';
import classes from '../console.module.css';
import { HeldRow } from './held-row.tsx';
import own from '../team-panel.module.css';
import type { ConsoleView } from '../use-console.ts';

/** Callers that colleagues have on hold; who is overdue stands out, so that somebody looks in. */
export function OthersHeld({ view }: { view: ConsoleView }) {
  const words = useWords();
  return (
    <div className={classes.panel}>
      <header className={classes.panelHead}>
        <h2>{words.others.heading}</h2>
        <span className={classes.count}>{view.othersHeld.length}</span>
      </header>
      {view.othersHeld.length === 0 ? (
        <p className={`${classes.panelEmpty} ${classes.sub}`}>{words.others.empty}</p>
      ) : (
        <ul className={own.list}>
          {view.othersHeld.map((contact) => (
            <HeldRow key={contact.id} contact={contact} />
          ))}
        </ul>
      )}
    </div>
  );
}
