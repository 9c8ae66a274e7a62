import { Button } from '@mantine/core';
import { calls } from '../http/calls.ts';
import type { Contact } from '../http/contract.ts';
import { useLive } from '../live/live-store.ts';
import { useSecond } from '../live/server-time.ts';
import { useMe } from '../shell/session.tsx';
import { Refusal } from '../shell/refusal.tsx';
import { useCommand } from '../shell/use-command.ts';
import { useWords } from '../words/words.tsx';
import { CallerLine } from './caller-line.tsx';
import classes from './console.module.css';
import { clock } from './duration.ts';
import own from './owed-panel.module.css';
import { useOwed } from './use-owed.ts';
import { WordsPlayer } from './words-player.tsx';

/** Messages to listen to and calls to make; not there where nothing is owed. */
export function OwedPanel() {
  const words = useWords();
  const { owed, reread } = useOwed();
  if (owed.length === 0) return null;
  return (
    <div className={classes.panel}>
      <header className={classes.panelHead}>
        <h2>{words.owed.heading}</h2>
        <span className={classes.count}>{owed.length}</span>
      </header>
      <ul className={own.list}>
        {owed.map((contact) => (
          <OwedRow key={contact.id} contact={contact} onDone={reread} />
        ))}
      </ul>
    </div>
  );
}

function OwedRow({ contact, onDone }: { contact: Contact; onDone: () => void }) {
  const words = useWords();
  const me = useMe();
  const { desks } = useLive();
  const now = useSecond();
  const call = useCommand(calls.callBack, onDone);
  const done = useCommand(calls.seenTo, onDone);
  const { owes, callback, id } = contact;
  if (owes == null) return null;
  const { operator } = owes;
  const whose =
    operator === null
      ? ''
      : operator === me.name
        ? words.owed.mine
        : (desks.get(operator)?.displayName ?? operator);
  const calling = contact.status === 'calling-back';
  const mayCall =
    callback != null && (operator === null || operator === me.name || me.roles.includes('admin'));
  return (
    <li className={own.row} data-mine={operator === me.name || undefined}>
      <div className={own.head}>
        <div>
          <strong>{words.owed.kinds[owes.kind]}</strong>
          {whose !== '' && <span className={classes.sub}> · {whose}</span>}
          <CallerLine contact={contact} />
        </div>
        <span className={`clock ${classes.sub}`}>
          {words.owed.since(clock(now - Date.parse(owes.since)))}
        </span>
      </div>
      <WordsPlayer contact={contact} />
      <div className={own.actions}>
        {mayCall && (
          <Button
            size="xs"
            variant="default"
            disabled={calling || call.pending}
            onClick={() => void call.run(id)}
          >
            {calling ? words.owed.calling : words.owed.call}
          </Button>
        )}
        <Button size="xs" variant="default" disabled={done.pending} onClick={() => void done.run(id)}>
          {words.owed.done}
        </Button>
      </div>
      <Refusal error={call.error ?? done.error} onClose={call.error === null ? done.forget : call.forget} />
    </li>
  );
}
