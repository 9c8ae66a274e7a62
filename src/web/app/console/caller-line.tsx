import type { Contact } from '../http/contract.ts';
import { useLive } from '../live/live-store.ts';
import type { Words } from '../words/en.ts';
import { useWords } from '../words/words.tsx';
import classes from './console.module.css';

/** Who this is, as far as the console shows it: masked number, queue (where there are several), language. */
export function CallerLine({ contact }: { contact: Contact }) {
  const words = useWords();
  const { queueNames } = useLive();
  const language = words.languages[contact.language] ?? contact.language;
  return (
    <div className={classes.caller}>
      <span className={classes.number}>{callerName(words, contact)}</span>
      <span className={classes.sub}>
        {queueNames.size > 1 && `${queueNames.get(contact.queueId) ?? contact.queueId} · `}
        {language}
      </span>
    </div>
  );
}

/** The masked number, or that it is withheld. */
export function callerName(words: Words, { from }: Contact): string {
  return from === 'withheld' ? words.line.withheld : from;
}
