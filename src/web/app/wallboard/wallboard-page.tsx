import type { ReactNode } from 'react';
import { isOnTheLine, linesOf } from '../console/use-console.ts';
import { Since } from '../console/clocks.tsx';
import type { Desk } from '../http/contract.ts';
import type { LiveContact } from '../live/live-state.ts';
import { useLive } from '../live/live-store.ts';
import { useMe } from '../shell/session.tsx';
import { useWords } from '../words/words.tsx';
import classes from './wallboard.module.css';

/** For a screen on the wall: how many wait and how long, read from across the room. */
export function WallboardPage() {
  const words = useWords();
  const me = useMe();
  if (me.roles.some((role) => role !== 'admin')) return <Wall />;
  return (
    <div className={classes.wall}>
      <h1>{words.wall.heading}</h1>
      <p>{words.wall.noRole}</p>
    </div>
  );
}

function Wall() {
  const words = useWords();
  const live = useLive();
  const lines = linesOf(live);
  const contacts = [...live.contacts.values()];
  const count = (of: (contact: LiveContact) => boolean) => contacts.filter(of).length;
  const waiting = lines.reduce((sum, line) => sum + line.length, 0);
  const longest = longestWait(lines.flatMap((line) => line.contacts));
  const desks = [...live.desks.values()].filter(
    (desk) => desk.status !== 'closed' && desk.status !== 'ringing',
  );
  /** Before the first word from the server nothing is known, not even that nobody waits. */
  const figure = (value: ReactNode) => (live.known ? value : '–');
  return (
    <div className={classes.wall}>
      <h1 className={classes.srOnly}>{words.wall.heading}</h1>
      <dl className={classes.big}>
        <Figure label={words.wall.waiting} value={figure(waiting)} />
        <Figure
          label={words.wall.longest}
          value={longest === null ? '–' : <Since sinceMs={longest.waitingSince} />}
        />
      </dl>
      <dl className={classes.small}>
        <Figure label={words.wall.held} value={figure(count(({ status }) => status === 'held'))} />
        <Figure label={words.wall.talking} value={figure(count(({ status }) => status === 'connected'))} />
        <Figure label={words.wall.callbacks} value={figure(count(isToBeCalled))} />
        <Figure label={words.wall.duty} value={figure([...live.desks.values()].filter(isOnDuty).length)} />
      </dl>
      {lines.length > 1 && (
        <dl className={classes.queues}>
          {lines.map((line) => (
            <Figure
              key={line.queueId}
              label={line.name}
              value={line.length}
              beside={<Longest contacts={line.contacts} />}
            />
          ))}
        </dl>
      )}
      <ul className={classes.desks}>
        {desks.map((desk) => (
          <li key={desk.operator} data-status={desk.status}>
            <strong>{desk.displayName}</strong> {words.desk.status[desk.status]}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Longest({ contacts }: { contacts: readonly LiveContact[] }) {
  const longest = longestWait(contacts);
  return longest === null ? null : <Since sinceMs={longest.waitingSince} />;
}

/** Of those on the line; who has hung up and is called back does not wait with the phone in hand. */
function longestWait(contacts: readonly LiveContact[]): LiveContact | null {
  return contacts.filter(isOnTheLine).toSorted((a, b) => a.waitingSince - b.waitingSince)[0] ?? null;
}

function isToBeCalled({ status, callback }: LiveContact): boolean {
  return status === 'calling-back' || (status === 'place-kept' && callback != null);
}

/** As callers are told: away is not on duty, and a line that is called anew is. */
function isOnDuty({ status, renews }: Desk): boolean {
  return status === 'ringing' ? renews === true : status !== 'closed' && status !== 'away';
}

function Figure({ label, value, beside }: { label: string; value: ReactNode; beside?: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {value}
        {beside !== undefined && <span className={classes.beside}>{beside}</span>}
      </dd>
    </div>
  );
}
