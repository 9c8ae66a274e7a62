import { IconAlertTriangle, IconClockExclamation, IconHourglassHigh } from '@tabler/icons-react';
import { useLive } from '../../live/live-store.ts';
import type { LiveContact } from '../../live/live-state.ts';
import { useSecond } from '../../live/server-time.ts';
import { useMe } from '../../shell/session.tsx';
import { useWords } from '../../words/words.tsx';
import { AnswerBadge } from './last-answer.tsx';
import { CallerLine } from '../caller-line.tsx';
import { Since } from '../clocks.tsx';
import classes from '../console.module.css';
import own from './held-row.module.css';
import { LookIn } from './look-in.tsx';
import { clock, msUntil } from '../duration.ts';
import { type Overtime, overtimeOf } from './overtime.ts';

const SIGNS = { nearly: IconHourglassHigh, over: IconClockExclamation, 'far-over': IconAlertTriangle };

/** A held caller in a list: with whom, what for, how long, and by sign, colour and word how late. */
export function HeldRow({ contact }: { contact: LiveContact }) {
  const words = useWords();
  const me = useMe();
  const { desks } = useLive();
  const now = useSecond();
  const { hold, operator } = contact;
  const left = msUntil(hold?.expectedBackAt, now);
  const overtime = hold === null ? null : overtimeOf(hold, now);
  const name = operator === null ? '' : (desks.get(operator)?.displayName ?? operator);
  return (
    <li className={own.row} data-overtime={overtime ?? undefined}>
      <div>
        <strong>{name}</strong>
        {operator === me.name && <span className={classes.sub}> ({words.team.mine})</span>}
        {hold?.reason !== '' && <span className={classes.sub}> · {hold?.reason}</span>}
        <CallerLine contact={contact} />
      </div>
      <div className={own.figure}>
        <Since sinceMs={contact.waitingSince} className={classes.waited ?? ''} />
        {left !== null && (
          <span className={`clock ${classes.sub}`}>
            {left < 0 ? words.others.overdue(clock(-left)) : words.others.expected(clock(left))}
          </span>
        )}
      </div>
      <div className={own.lookIn}>
        <LookIn contact={contact} />
      </div>
      {(overtime !== null || hold?.lastAnswer) && (
        <div className={own.marks}>
          {overtime !== null && <OvertimeBadge overtime={overtime} />}
          {hold?.lastAnswer && <AnswerBadge answer={hold.lastAnswer.answer} />}
        </div>
      )}
    </li>
  );
}

function OvertimeBadge({ overtime }: { overtime: Overtime }) {
  const words = useWords();
  const Icon = SIGNS[overtime];
  return (
    <span className={own.overtime} data-overtime={overtime}>
      <Icon size={14} aria-hidden />
      {words.team.due[overtime]}
    </span>
  );
}
