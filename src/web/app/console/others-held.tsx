import { useLive } from '../live/live-store.ts';
import type { LiveContact } from '../live/live-state.ts';
import { useSecond } from '../live/server-time.ts';
import { useWords } from '../words/words.tsx';
import { AnswerBadge } from './last-answer.tsx';
import { CallerLine } from './caller-line.tsx';
import { Since } from './clocks.tsx';
import classes from './console.module.css';
import own from './others-held.module.css';
import { clock, msUntil } from './duration.ts';
import type { ConsoleView } from './use-console.ts';

/** Callers that colleagues have on hold; who is overdue stands out, so that somebody looks in. */
export function OthersHeld({ view }: { view: ConsoleView }) {
  const words = useWords();
  return (
    <div className={classes.panel}>
      <header className={classes.panelHead}>
        <h2>{words.others.heading}</h2>
        <span className={classes.count}>{view.othersHeld.length}</span>
      </header>
      {view.othersHeld.length === 0 ? (
        <p className={`${classes.panelEmpty} ${classes.sub}`}>{words.others.empty}</p>
      ) : (
        <ul className={own.others}>
          {view.othersHeld.map((contact) => (
            <OtherHeld key={contact.id} contact={contact} />
          ))}
        </ul>
      )}
    </div>
  );
}

function OtherHeld({ contact }: { contact: LiveContact }) {
  const words = useWords();
  const { desks } = useLive();
  const now = useSecond();
  const left = msUntil(contact.hold?.expectedBackAt, now);
  const name =
    contact.operator === null ? '' : (desks.get(contact.operator)?.displayName ?? contact.operator);
  return (
    <li data-overdue={(left !== null && left < 0) || undefined}>
      <div>
        <strong>{name}</strong>
        {contact.hold?.reason !== '' && <span className={classes.sub}> · {contact.hold?.reason}</span>}
        <CallerLine contact={contact} />
      </div>
      <div className={own.figure}>
        <Since sinceMs={contact.waitingSince} className={classes.waited ?? ''} />
        {left !== null && (
          <span className={`clock ${classes.sub} ${left < 0 ? classes.overdue : ''}`}>
            {left < 0 ? words.others.overdue(clock(-left)) : words.others.expected(clock(left))}
          </span>
        )}
        {contact.hold !== null && contact.hold.lastAnswer !== null && (
          <AnswerBadge answer={contact.hold.lastAnswer.answer} />
        )}
      </div>
    </li>
  );
}
