import type { ReactNode } from 'react';
import type { TimelineEntry } from '../../http/contract.ts';
import type { LiveContact } from '../../live/live-state.ts';
import { useSecond } from '../../live/server-time.ts';
import type { Words } from '../../words/en.ts';
import { useWords } from '../../words/words.tsx';
import own from './briefing.module.css';
import { Since } from '../clocks.tsx';
import { EarlierContacts } from './earlier-contacts.tsx';
import { useContactDetail } from './use-contact-detail.ts';

/** How many of the caller's last keys are shown. */
const KEYS_SHOWN = 3;
const MINUTE_MS = 60_000;

/** What an operator wants to know of a caller before the first word: the wait, what was promised, what they pressed. */
export function Briefing({ contact }: { contact: LiveContact }) {
  const words = useWords();
  const now = useSecond();
  const timeline = useContactDetail(contact.id).data?.timeline;
  const promise = timeline === undefined ? null : firstPromise(timeline);
  const longer = promise?.untilMs != null && now > promise.untilMs;
  const keys = keysPressed(words, timeline ?? []);
  const question = contact.question === null ? undefined : words.brief.questions[contact.question.kind];
  return (
    <>
      <dl className={own.facts}>
        <Fact name={words.brief.waited}>
          <Since sinceMs={contact.waitingSince} />
        </Fact>
        {contact.position !== null && <Fact name={words.brief.place}>{contact.position}</Fact>}
        <Fact name={words.brief.cadence}>{words.line.cadences[contact.cadence] ?? contact.cadence}</Fact>
        {timeline !== undefined && (
          <>
            <Fact name={words.brief.promised}>
              {promise === null
                ? words.brief.nothingPromised
                : words.brief.promisedRange(promise.low, promise.untilMs === null ? null : promise.high)}
              {longer && <span className={own.longer}>{words.brief.longer}</span>}
            </Fact>
            <Fact name={words.brief.pressed}>
              {keys.length === 0
                ? words.brief.nothingPressed
                : keys.map(({ at, said }) => (
                    <span key={at} className={own.key}>
                      {said}
                    </span>
                  ))}
            </Fact>
          </>
        )}
        {contact.callback != null && (
          <Fact name={words.brief.callback}>{words.brief.calls(contact.callback.attempts)}</Fact>
        )}
        {question !== undefined && <Fact name={words.brief.question}>{question}</Fact>}
      </dl>
      <EarlierContacts id={contact.id} />
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Minutes; `untilMs` epoch ms, null where only a lower end was said. */
type Promised = { low: number; high: number; untilMs: number | null };

/** From here on a range is spoken as "more than". */
const OPEN_END_MINUTES = 90;

/** The first range that the caller was told, in the wait that runs now; null where none was. */
function firstPromise(timeline: readonly TimelineEntry[]): Promised | null {
  const since = timeline.findLastIndex(({ kind }) => kind === 'front-of-line') + 1;
  for (const { at, kind, data } of timeline.slice(since)) {
    if (kind !== 'told' || typeof data?.rangeHigh !== 'number' || data.rangeHigh <= 0) continue;
    const high = data.rangeHigh;
    const untilMs = high >= OPEN_END_MINUTES ? null : Date.parse(at) + high * MINUTE_MS;
    return { low: Number(data.rangeLow), high, untilMs };
  }
  return null;
}

/** The last keys in the order in which they were pressed, each with what it asks for. */
function keysPressed(words: Words, timeline: readonly TimelineEntry[]): { at: string; said: string }[] {
  return timeline
    .flatMap(({ at, kind, data }) =>
      kind === 'pressed' && typeof data?.key === 'string' ? [{ at, key: data.key }] : [],
    )
    .slice(-KEYS_SHOWN)
    .map(({ at, key }) => ({ at, said: [key, words.brief.keys[key]].filter(Boolean).join(' – ') }));
}
