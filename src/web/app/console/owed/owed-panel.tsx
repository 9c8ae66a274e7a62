import { useRef } from 'react';
import type { Desk } from '../../http/contract.ts';
import { useWords } from '../../words/words.tsx';
import classes from '../console.module.css';
import own from './owed-panel.module.css';
import { OwedRow } from './owed-row.tsx';
import { useOwed } from './use-owed.ts';

/** Messages to listen to and calls to make, longest owed first. */
export function OwedPanel({ desk }: { desk: Desk['status'] }) {
  const words = useWords();
  const { owed, known, reread } = useOwed();
  const heading = useRef<HTMLHeadingElement>(null);
  if (!known) return null;
  // Who worked on a row by keyboard goes on from the list's head when the row is gone.
  const gone = () => {
    heading.current?.focus();
    reread();
  };
  return (
    <section className={classes.panel} aria-labelledby="owed">
      <header className={classes.panelHead}>
        <h2 id="owed" ref={heading} tabIndex={-1} data-key="owed">
          {words.owed.heading}
        </h2>
        <span className={classes.count}>{owed.length}</span>
      </header>
      {desk !== 'free' && owed.some(({ callback }) => callback != null) && (
        <p className={`${own.hint} ${classes.sub}`}>{words.owed.deskFirst}</p>
      )}
      {owed.length === 0 ? (
        <p className={`${classes.panelEmpty} ${classes.sub}`}>{words.owed.empty}</p>
      ) : (
        <ul className={own.list}>
          {owed.map((contact) => (
            <OwedRow key={contact.id} contact={contact} desk={desk} onChanged={reread} onGone={gone} />
          ))}
        </ul>
      )}
    </section>
  );
}
