import { useQuery } from '@tanstack/react-query';
import { calls } from '../http/calls.ts';
import type { TimelineEntry } from '../http/contract.ts';
import { useLive } from '../live/live-store.ts';
import { useLanguage, useWords } from '../words/words.tsx';
import type { Words } from '../words/en.ts';
import classes from './console.module.css';

/** The record of a contact, newest first; read again whenever the contact changes. */
export function Timeline({ id }: { id: string }) {
  const words = useWords();
  const { language } = useLanguage();
  const change = useLive().changes.get(id) ?? 0;
  const detail = useQuery({
    queryKey: ['contact', id, change],
    queryFn: () => calls.contact(id),
    placeholderData: (before) => (before?.id === id ? before : undefined),
  });
  const time = new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hour12: false,
  });
  const entries = detail.data?.timeline.toReversed() ?? [];
  return (
    <section className={classes.timeline} aria-label={words.timeline.heading}>
      <h3>{words.timeline.heading}</h3>
      {detail.isError && <p className={classes.sub}>{words.timeline.failed}</p>}
      {detail.isSuccess && entries.length === 0 && <p className={classes.sub}>{words.timeline.empty}</p>}
      <ol>
        {entries.map((entry, index) => (
          <li key={`${entry.at}-${entries.length - index}`} data-kind={entry.kind}>
            <time className="clock" dateTime={entry.at}>
              {time.format(new Date(entry.at))}
            </time>
            <span>{entryWords(words, entry)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The entry's kind in words, and what it carries. A kind without words here shows under its own name. */
function entryWords(words: Words, { kind, data }: TimelineEntry): string {
  const said = words.timeline.kinds[kind] ?? kind.replaceAll('-', ' ');
  const values = Object.values(data ?? {}).filter((value) => value !== null && value !== '');
  return values.length === 0 ? said : `${said}: ${values.join(', ')}`;
}
