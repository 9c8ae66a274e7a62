import { Button } from '@mantine/core';
import { IconPhoneOutgoing } from '@tabler/icons-react';
import { useState } from 'react';
import type { EarlierContact } from '../../http/contract.ts';
import { useLive } from '../../live/live-store.ts';
import type { Words } from '../../words/en.ts';
import { useLanguage, useWords } from '../../words/words.tsx';
import classes from '../console.module.css';
import own from './earlier-contacts.module.css';
import { useContactDetail } from './use-contact-detail.ts';

/** So many are shown before one asks for the others. */
const FIRST = 3;

/** What there has been with this caller before: when, how it ended, by whom, and what is still owed. */
export function EarlierContacts({ id }: { id: string }) {
  const words = useWords().earlier;
  const { data } = useContactDetail(id);
  const [all, setAll] = useState(false);
  if (data === undefined) return null;
  const { earlier } = data;
  return (
    <section className={own.earlier} aria-label={words.heading}>
      <h2>{words.heading}</h2>
      {earlier === null || earlier.length === 0 ? (
        <p className={classes.sub}>{earlier === null ? words.withheld : words.none}</p>
      ) : (
        <ul>
          {earlier.slice(0, all ? earlier.length : FIRST).map((contact) => (
            <Earlier key={contact.id} contact={contact} />
          ))}
        </ul>
      )}
      {!all && earlier !== null && earlier.length > FIRST && (
        <Button size="compact-sm" variant="subtle" onClick={() => setAll(true)}>
          {words.all(earlier.length)}
        </Button>
      )}
    </section>
  );
}

function Earlier({ contact }: { contact: EarlierContact }) {
  const words = useWords();
  const { language } = useLanguage();
  const { desks, queueNames } = useLive();
  const { at, operator, outcome, queueId, owes } = contact;
  const said = [
    endingOf(words, contact),
    operator === null ? null : (desks.get(operator)?.displayName ?? operator),
    queueNames.size > 1 ? (queueNames.get(queueId) ?? queueId) : null,
  ].filter((part) => part !== null);
  return (
    <li>
      <time className="clock" dateTime={at}>
        {whenOf(at, language)}
      </time>
      <span>
        {outcome !== null && <strong className={own.outcome}>{outcome.label}</strong>}
        {said.join(' · ')}
        {owes !== null && (
          <span className={own.owed}>
            <IconPhoneOutgoing size={14} aria-hidden /> {words.owed.kinds[owes.kind]}
          </span>
        )}
      </span>
    </li>
  );
}

/** Who hung up without having spoken to anybody is somebody else than who did after the talk. */
function endingOf({ earlier: words, line }: Words, contact: EarlierContact): string {
  const { status, ended, operator, callback } = contact;
  if (ended !== null) return ended === 'caller' && operator === null ? words.gaveUp : words.endings[ended];
  if (status === 'place-kept') return callback === null ? line.kept : line.toCall;
  return status === 'calling-back' ? line.calling : words.onTheLine;
}

/** Today the hour is enough. */
function whenOf(at: string, language: string): string {
  const date = new Date(at);
  const today = date.toDateString() === new Date().toDateString();
  return new Intl.DateTimeFormat(language, {
    ...(today ? {} : { day: 'numeric', month: 'short' }),
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).format(date);
}
