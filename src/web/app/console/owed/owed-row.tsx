import { ActionIcon, Button } from '@mantine/core';
import { IconArrowBackUp, IconCheck, IconPhoneOutgoing, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { calls } from '../../http/calls.ts';
import type { Contact, Desk } from '../../http/contract.ts';
import { useLive } from '../../live/live-store.ts';
import { useSecond } from '../../live/server-time.ts';
import { Confirm } from '../../shell/confirm.tsx';
import { Refusal } from '../../shell/refusal.tsx';
import { useMe } from '../../shell/session.tsx';
import { useCommand } from '../../shell/use-command.ts';
import { useWords } from '../../words/words.tsx';
import { CallerLine } from '../caller-line.tsx';
import classes from '../console.module.css';
import { clock } from '../duration.ts';
import own from './owed-panel.module.css';
import { useSeenTo } from './use-seen-to.ts';
import { WordsPlayer } from '../contact/words-player.tsx';

type OwedRowProps = {
  contact: Contact;
  desk: Desk['status'];
  onChanged: () => void;
  /** The row is not there any more. */
  onGone: () => void;
};

/** One thing that is owed: whose it is and for how long, what was said, and what can be done about it. */
export function OwedRow({ contact, desk, onChanged, onGone }: OwedRowProps) {
  const words = useWords();
  const me = useMe();
  const now = useSecond();
  const call = useCommand(calls.callBack, onChanged);
  const seen = useSeenTo(contact.id, onGone);
  const { owes, callback, id } = contact;
  if (owes == null) return null;
  const { operator } = owes;
  const calling = contact.status === 'calling-back';
  // Called back already: the caller stands in line, or talks.
  const isBack = calling || contact.status === 'waiting' || contact.operator !== null;
  // Whoever left a message can be called where the number is known.
  const hasNumber = callback != null || (owes.kind === 'message' && contact.from !== 'withheld');
  const mayCall =
    hasNumber && !isBack && (operator === null || operator === me.name || me.roles.includes('admin'));
  const since = (
    <span className={`clock ${classes.sub}`}>{words.owed.since(clock(now - Date.parse(owes.since)))}</span>
  );
  if (seen.marked) {
    return (
      <li className={own.row} data-marked>
        <div className={own.head} role="status">
          <span>
            <IconCheck size={16} aria-hidden /> {words.owed.kinds[owes.kind]}: {words.owed.seenTo}
          </span>
          <Button
            size="compact-sm"
            variant="subtle"
            flex="none"
            autoFocus
            disabled={seen.command.pending}
            leftSection={<IconArrowBackUp size={16} aria-hidden />}
            onClick={seen.undo}
          >
            {words.owed.undo}
          </Button>
        </div>
      </li>
    );
  }
  return (
    <li className={own.row} data-mine={operator === me.name || undefined}>
      <div className={own.head}>
        <div>
          <strong>{words.owed.kinds[owes.kind]}</strong>
          <Whose operator={operator} />
          <CallerLine contact={callback == null ? contact : { ...contact, from: callback.number }} />
        </div>
        {since}
      </div>
      {callback != null && callback.attempts > 0 && (
        <p className={`${own.note} ${classes.sub}`}>{words.owed.calls(callback.attempts)}</p>
      )}
      <WordsPlayer contact={contact} />
      {calling && <p className={own.note}>{words.owed.calling}</p>}
      <div className={own.actions}>
        {mayCall && (
          <Button
            size="xs"
            disabled={desk !== 'free'}
            loading={call.pending}
            leftSection={<IconPhoneOutgoing size={16} aria-hidden />}
            onClick={() => void call.run(id)}
          >
            {words.owed.call}
          </Button>
        )}
        {!calling && (
          <Button size="xs" variant="default" autoFocus={seen.takenBack} onClick={seen.mark}>
            {words.owed.done}
          </Button>
        )}
        {contact.words != null && <DeleteWords id={id} onDone={onGone} />}
      </div>
      <Refusal
        error={call.error ?? seen.command.error}
        onClose={call.error === null ? seen.command.forget : call.forget}
      />
    </li>
  );
}

function Whose({ operator }: { operator: string | null }) {
  const words = useWords();
  const me = useMe();
  const { desks } = useLive();
  if (operator === null) return null;
  const whose =
    operator === me.name ? words.owed.mine : words.owed.theirs(desks.get(operator)?.displayName ?? operator);
  return <div className={classes.sub}>{whose}</div>;
}

/** What a caller said is theirs: it goes when nobody needs it, after a question, since nothing brings it back. */
function DeleteWords({ id, onDone }: { id: string; onDone: () => void }) {
  const { owed } = useWords();
  const [asked, setAsked] = useState(false);
  const remove = useCommand(calls.deleteWords, () => {
    setAsked(false);
    onDone();
  });
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="red"
        size="md"
        ml="auto"
        aria-label={owed.deleteWords}
        title={owed.deleteWords}
        onClick={() => setAsked(true)}
      >
        <IconTrash size={16} aria-hidden />
      </ActionIcon>
      <Confirm
        opened={asked}
        title={owed.deleteWords}
        text={owed.deleteText}
        confirm={owed.deleteConfirm}
        pending={remove.pending}
        onConfirm={() => void remove.run(id)}
        onCancel={() => {
          setAsked(false);
          remove.forget();
        }}
      >
        {remove.error !== null && <Refusal error={remove.error} />}
      </Confirm>
    </>
  );
}
