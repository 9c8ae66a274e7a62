import type { TimelineEntry } from '../../http/contract.ts';
import { useLive } from '../../live/live-store.ts';
import { useLanguage, useWords } from '../../words/words.tsx';
import type { Words } from '../../words/en.ts';
import classes from '../console.module.css';
import own from './contact-card.module.css';
import { clock } from '../duration.ts';
import { useContactDetail } from './use-contact-detail.ts';

/** Entries that name their operator, and those whose values follow a colon. */
const NAMES = new Set(['finished', 'looked-in', 'listening', 'listened', 'seen-to', 'words-deleted']);
const COLON = new Set(['held', 'note', 'escalated', 'listening', 'listened']);

/** The record of a contact, newest first; read again whenever the contact changes. */
export function Timeline({ id }: { id: string }) {
  const words = useWords();
  const { language } = useLanguage();
  const { desks } = useLive();
  const nameOf = (operator: string) => desks.get(operator)?.displayName ?? operator;
  const detail = useContactDetail(id);
  const time = new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hour12: false,
  });
  const entries = heardTogether(words, detail.data?.timeline ?? []).toReversed();
  return (
    <section className={own.timeline} aria-label={words.timeline.heading}>
      <h2>{words.timeline.heading}</h2>
      {detail.isError && <p className={classes.sub}>{words.timeline.failed}</p>}
      {detail.isSuccess && entries.length === 0 && <p className={classes.sub}>{words.timeline.empty}</p>}
      {/* A part that scrolls must be reachable by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <ol tabIndex={0} aria-label={words.timeline.heading}>
        {entries.map((entry, index) => (
          <li key={`${entry.at}-${entries.length - index}`} data-kind={entry.kind}>
            <time className="clock" dateTime={entry.at}>
              {time.format(new Date(entry.at))}
            </time>
            <span>{entryWords(words, nameOf, entry)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** One document has several lines, each an entry: of those that read the same at the same moment the last shows. */
function heardTogether(words: Words, timeline: readonly TimelineEntry[]): TimelineEntry[] {
  return timeline.filter((entry, index) => {
    const next = timeline[index + 1];
    if (entry.kind !== 'told' || next?.at !== entry.at || !isWords(next)) return true;
    return momentWords(words, entry) !== momentWords(words, next);
  });
}

function isWords({ kind }: TimelineEntry): boolean {
  return kind === 'told' || kind === 'cut';
}

/** The entry in words, with what of its values an operator wants. A kind without words shows under its own name. */
function entryWords(words: Words, nameOf: (operator: string) => string, entry: TimelineEntry): string {
  const { kind, data = {} } = entry;
  if (kind === 'told') return momentWords(words, entry);
  if (kind === 'cut') return `${momentWords(words, entry)}, ${words.timeline.cutShort}`;
  if (kind === 'pressed' && data.said !== undefined)
    return `${words.timeline.callerSaid}: ${words.timeline.spokenAnswers[String(data.said)] ?? String(data.said)}`;
  const said = words.timeline.kinds[kind] ?? kind.replaceAll('-', ' ');
  const { key, operator, reason, text, backInSeconds } = data;
  const values = [
    key,
    kind === 'connected' || kind.startsWith('offer') || NAMES.has(kind) ? nameOf(String(operator)) : null,
    reason,
    typeof backInSeconds === 'number' ? words.timeline.backIn(clock(backInSeconds * 1000)) : null,
    text,
    kind === 'outcome' ? data.label : null,
    kind === 'listening' || kind === 'listened' ? modeWords(words, data.mode) : null,
    kind === 'listened' ? clock(Number(data.seconds) * 1000) : null,
    kind === 'escalated' ? (words.timeline.stages[String(data.stage)] ?? null) : null,
  ].filter((value) => value !== undefined && value !== null && value !== '');
  return values.length === 0 ? said : `${said}${COLON.has(kind) ? ': ' : ' '}${values.join(', ')}`;
}

function modeWords({ listen }: Words, mode: unknown): string {
  return listen.as[mode as keyof typeof listen.as] ?? String(mode);
}

/** `hold.check-in-late` is said as `hold.check-in` is, and what is unknown as its first word. */
function momentWords(words: Words, { data }: TimelineEntry): string {
  const moment = String(data?.moment ?? '');
  const known = Object.keys(words.timeline.moments)
    .filter((name) => moment.startsWith(name))
    .toSorted((a, b) => b.length - a.length)[0];
  return (known === undefined ? undefined : words.timeline.moments[known]) ?? moment;
}
