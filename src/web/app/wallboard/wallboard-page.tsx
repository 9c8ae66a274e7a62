import type { ReactNode } from 'react';
import { linesOf } from '../console/use-console.ts';
import { Since } from '../console/clocks.tsx';
import { useLive } from '../live/live-store.ts';
import { useWords } from '../words/words.tsx';
import classes from './wallboard.module.css';

/** For a screen on the wall: how many wait and how long, read from across the room. */
export function WallboardPage() {
  const words = useWords();
  const live = useLive();
  const lines = linesOf(live);
  const contacts = [...live.contacts.values()];
  const waiting = lines.reduce((sum, line) => sum + line.length, 0);
  const first = lines
    .flatMap((line) => line.contacts)
    .reduce<number | null>((least, one) => Math.min(least ?? one.waitingSince, one.waitingSince), null);
  const held = contacts.filter((contact) => contact.status === 'held').length;
  const talking = contacts.filter((contact) => contact.status === 'connected').length;
  const desks = [...live.desks.values()].filter(
    (desk) => desk.status !== 'closed' && desk.status !== 'ringing',
  );
  return (
    <div className={classes.wall}>
      <h1 className={classes.srOnly}>{words.wall.heading}</h1>
      <dl className={classes.big}>
        <Figure label={words.wall.waiting} value={waiting} />
        <Figure label={words.wall.longest} value={first === null ? '–' : <Since sinceMs={first} />} />
      </dl>
      <dl className={classes.small}>
        <Figure label={words.wall.held} value={held} />
        <Figure label={words.wall.talking} value={talking} />
        <Figure label={words.wall.duty} value={desks.length} />
      </dl>
      {lines.length > 1 && (
        <dl className={classes.queues}>
          {lines.map((line) => (
            <Figure key={line.queueId} label={line.name} value={line.length} />
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

function Figure({ label, value }: { label: string; value: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}
