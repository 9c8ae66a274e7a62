import { ActionIcon } from '@mantine/core';
import { IconPhoneIncoming } from '@tabler/icons-react';
import { calls } from '../http/calls.ts';
import { Refusal } from '../shell/refusal.tsx';
import { useMe } from '../shell/session.tsx';
import { type Command, useCommand } from '../shell/use-command.ts';
import type { Words } from '../words/en.ts';
import { useLanguage, useWords } from '../words/words.tsx';
import type { LiveContact } from '../live/live-state.ts';
import { CallerLine, callerName } from './caller-line.tsx';
import { Since, Until } from './clocks.tsx';
import classes from './console.module.css';
import own from './waiting-lines.module.css';
import type { ConsoleView, LineView } from './use-console.ts';
import { nextWordAt } from './next-word.ts';
import { useSecond } from '../live/server-time.ts';

/** Who waits, in order, a table a queue; with one queue its name is left out. */
export function WaitingLines({ view, canTake }: { view: ConsoleView; canTake: boolean }) {
  const words = useWords();
  const pick = useCommand(calls.pick);
  const me = useMe();
  const mayPick = canTake && me.mayPick === true;
  const busy = view.lines.filter((line) => line.length > 0);
  return (
    <div className={classes.panel}>
      <header className={classes.panelHead}>
        <h2>{words.line.heading}</h2>
        <span className={classes.count} data-testid="waiting-count">
          {view.waiting}
        </span>
      </header>
      {view.known && busy.length === 0 && (
        <div className={classes.panelEmpty}>
          <p>{words.line.empty}</p>
          <p className={classes.sub}>{words.line.emptyHint}</p>
        </div>
      )}
      {busy.length > 0 && (
        // A part that scrolls must be reachable by keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className={own.scroll} tabIndex={0} role="region" aria-label={words.line.heading}>
          {busy.map((line) => (
            <WaitingTable
              key={line.queueId}
              line={line}
              named={view.lines.length > 1}
              pick={mayPick && me.queues?.includes(line.queueId) === true ? pick : null}
            />
          ))}
        </div>
      )}
      <Refusal error={pick.error} onClose={pick.forget} />
    </div>
  );
}

/** `pick` takes a particular caller; null where this operator may not. */
type Pick = Command<[string]> | null;

function WaitingTable({ line, named, pick }: { line: LineView; named: boolean; pick: Pick }) {
  const words = useWords();
  const hidden = line.length - line.contacts.length;
  return (
    <>
      <table className={own.waiting}>
        <caption className={named ? own.queueName : classes.srOnly}>
          {line.name} <span className={classes.sub}>{words.line.count(line.length)}</span>
        </caption>
        <thead>
          <tr>
            <th scope="col">
              <abbr title={words.line.position}>#</abbr>
            </th>
            <th scope="col">{words.line.caller}</th>
            <th scope="col" className={own.wide}>
              {words.line.cadence}
            </th>
            <th scope="col" className={own.figure}>
              {words.line.nextWord}
            </th>
            <th scope="col" className={own.figure}>
              {words.line.waited}
            </th>
            {pick !== null && (
              <th scope="col">
                <span className={classes.srOnly}>{words.line.pick}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {line.contacts.map((contact, index) => (
            <WaitingRow key={contact.id} contact={contact} place={index + 1} pick={pick} />
          ))}
        </tbody>
      </table>
      {hidden > 0 && <p className={own.more}>{words.line.more(hidden)}</p>}
    </>
  );
}

function WaitingRow({ contact, place, pick }: { contact: LiveContact; place: number; pick: Pick }) {
  const words = useWords();
  const { language } = useLanguage();
  const away = awayWords(words, language, contact);
  return (
    <tr data-offered={contact.status === 'offered' || undefined} data-away={away !== null || undefined}>
      <td className={own.place}>{place}</td>
      <td>
        <CallerLine contact={contact} />
        {away !== null && <span className={own.away}>{away}</span>}
      </td>
      <td className={`${own.wide} ${classes.sub}`}>
        {away ?? words.line.cadences[contact.cadence] ?? contact.cadence}
      </td>
      <td className={`${own.figure} ${classes.sub}`}>
        {away === null ? <NextWord contact={contact} /> : '–'}
      </td>
      <td className={own.figure}>
        <Since sinceMs={contact.waitingSince} className={classes.waited ?? ''} />
      </td>
      {pick !== null && (
        <td className={own.figure}>
          {contact.status === 'waiting' && (
            <ActionIcon
              variant="default"
              size="lg"
              aria-label={words.line.pickOne(callerName(words, contact))}
              title={words.line.pickOne(callerName(words, contact))}
              disabled={pick.pending}
              onClick={() => void pick.run(contact.id)}
            >
              <IconPhoneIncoming size={18} aria-hidden />
            </ActionIcon>
          )}
        </td>
      )}
    </tr>
  );
}

function NextWord({ contact }: { contact: LiveContact }) {
  const words = useWords();
  const at = nextWordAt(contact, useSecond());
  if (contact.status === 'offered') return words.line.offered;
  return at === null ? '–' : <Until untilMs={Date.parse(at)} over={words.line.speaking} />;
}

/** Why somebody in line hears nothing from us: their line dropped, or we call them back; null for who is on the line. */
function awayWords({ line }: Words, language: string, { status, callback }: LiveContact): string | null {
  if (status === 'calling-back') return line.calling;
  if (status !== 'place-kept') return null;
  if (callback == null) return line.kept;
  const { notBefore } = callback;
  if (notBefore === null || Date.parse(notBefore) <= Date.now()) return line.toCall;
  const time = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return line.toCallAfter(time.format(new Date(notBefore)));
}
