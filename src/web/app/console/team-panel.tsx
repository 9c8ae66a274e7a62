import type { Desk } from '../http/contract.ts';
import type { LiveContact } from '../live/live-state.ts';
import { useLive } from '../live/live-store.ts';
import { useSecond } from '../live/server-time.ts';
import type { PhoneHere } from '../phone/use-browser-phone.ts';
import { useMe } from '../shell/session.tsx';
import { useWords } from '../words/words.tsx';
import { callerName } from './caller-line.tsx';
import { Since } from './clocks.tsx';
import classes from './console.module.css';
import { HeldRow } from './hold/held-row.tsx';
import { ListenIn } from './listen/listen-in.tsx';
import { overtimeOf } from './hold/overtime.ts';
import own from './team-panel.module.css';
import type { ConsoleView } from './use-console.ts';

/** Desks in the order in which a supervisor looks at them. */
const ORDER = ['holding', 'talking', 'offered', 'wrap-up', 'free', 'ringing', 'away', 'closed'];

/** For supervisors: every held caller, who is due first on top, and every desk with what it does. */
export function TeamPanel({ view, here }: { view: ConsoleView; here: PhoneHere | null }) {
  const words = useWords();
  return (
    <section className={own.team} aria-label={words.team.heading}>
      <HeldByAll held={view.held} />
      <Desks here={here} />
    </section>
  );
}

function HeldByAll({ held }: { held: LiveContact[] }) {
  const words = useWords();
  const now = useSecond();
  const late = held.filter(({ hold }) => hold !== null && isOver(overtimeOf(hold, now)));
  return (
    <div className={classes.panel}>
      <header className={classes.panelHead}>
        <h2>{words.team.held}</h2>
        <span className={classes.count} data-late={late.length > 0 || undefined}>
          {late.length > 0 ? words.team.counts(late.length, held.length) : held.length}
        </span>
      </header>
      {held.length === 0 ? (
        <p className={`${classes.panelEmpty} ${classes.sub}`}>{words.team.heldEmpty}</p>
      ) : (
        <ul className={own.list}>
          {held.map((contact) => (
            <HeldRow key={contact.id} contact={contact} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Desks({ here }: { here: PhoneHere | null }) {
  const words = useWords();
  const all = [...useLive().desks.values()];
  const open = all.filter(({ status }) => status !== 'closed').toSorted(byWhatTheyDo);
  const closed = all.length - open.length;
  return (
    <div className={classes.panel}>
      <header className={classes.panelHead}>
        <h2>{words.team.desks}</h2>
        <span className={classes.count}>{open.length}</span>
      </header>
      {open.length === 0 && <p className={`${classes.panelEmpty} ${classes.sub}`}>{words.team.desksEmpty}</p>}
      <ul className={own.list}>
        {open.map((desk) => (
          <DeskRow key={desk.operator} desk={desk} here={here} />
        ))}
      </ul>
      {closed > 0 && <p className={`${own.closed} ${classes.sub}`}>{words.team.closed(closed)}</p>}
    </div>
  );
}

function DeskRow({ desk, here }: { desk: Desk; here: PhoneHere | null }) {
  const words = useWords();
  const me = useMe();
  const { contacts, queueNames } = useLive();
  const contact = desk.contactId === null ? undefined : contacts.get(desk.contactId);
  return (
    <li className={own.desk} data-status={desk.status}>
      <span className={own.dot} aria-hidden />
      <div>
        <strong>{desk.displayName}</strong>
        {desk.operator === me.name && <span className={classes.sub}> ({words.team.mine})</span>}
        <div className={`${classes.sub} ${own.about}`} data-number={contact !== undefined || undefined}>
          {contact === undefined
            ? desk.queues.map((id) => queueNames.get(id) ?? id).join(', ')
            : callerName(words, contact)}
        </div>
      </div>
      <div className={own.state}>
        <span>
          {desk.listensTo && desk.status === 'away' ? words.team.listens : words.team.status[desk.status]}
          {desk.status === 'away' && desk.reason
            ? ` · ${words.phone.awayFor[desk.reason] ?? desk.reason}`
            : ''}
          {desk.consoleGone === true && ` · ${words.phone.consoleGone}`}
        </span>
        {desk.since !== null && <Since sinceMs={Date.parse(desk.since)} className={classes.sub ?? ''} />}
      </div>
      <div className={own.listen}>
        {contact !== undefined && <ListenIn contact={contact} desk={desk} here={here} />}
      </div>
    </li>
  );
}

function isOver(overtime: ReturnType<typeof overtimeOf>): boolean {
  return overtime === 'over' || overtime === 'far-over';
}

function byWhatTheyDo(a: Desk, b: Desk): number {
  return ORDER.indexOf(a.status) - ORDER.indexOf(b.status) || a.displayName.localeCompare(b.displayName);
}
