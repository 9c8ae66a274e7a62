import { Button, Group, Modal, Text, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { calls } from '../../http/calls.ts';
import type { LiveContact } from '../../live/live-state.ts';
import { useLive } from '../../live/live-store.ts';
import { Refusal } from '../../shell/refusal.tsx';
import { useMe } from '../../shell/session.tsx';
import { useCommand } from '../../shell/use-command.ts';
import { useWords } from '../../words/words.tsx';
import own from './transfer-dialog.module.css';
import { keyOf, type Target, transferTargets } from './transfer-targets.ts';

/** From how many targets on a field to find one is of use. */
const MANY = 7;

type TransferDialogProps = { contact: LiveContact; opened: boolean; onClose: () => void };

/** Asks to whom the caller is handed on, says what the caller will hear, and hands them on. */
export function TransferDialog({ contact, opened, onClose }: TransferDialogProps) {
  const words = useWords();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={words.transfer.title}
      closeButtonProps={{ 'aria-label': words.common.close }}
    >
      <TransferForm contact={contact} onClose={onClose} />
    </Modal>
  );
}

function TransferForm({ contact, onClose }: Omit<TransferDialogProps, 'opened'>) {
  const words = useWords();
  const me = useMe();
  const live = useLive();
  const [find, setFind] = useState('');
  const [chosenKey, setChosenKey] = useState('');
  const [missing, setMissing] = useState(false);
  const transfer = useCommand(calls.transfer, onClose);
  const all = transferTargets(live, me.name, '');
  const { lines, colleagues } = transferTargets(live, me.name, find);
  const chosen = [...all.lines, ...all.colleagues].find((target) => keyOf(target) === chosenKey) ?? null;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(chosen === null);
    if (chosen === null) return;
    void transfer.run(contact.id, chosen.kind === 'line' ? { queueId: chosen.id } : { operator: chosen.id });
  };
  const choice = (target: Target, about: ReactNode, first: boolean) => (
    <label key={keyOf(target)} className={own.target}>
      <input
        type="radio"
        name="target"
        value={keyOf(target)}
        checked={keyOf(target) === chosenKey}
        data-autofocus={first || undefined}
        onChange={() => {
          setChosenKey(keyOf(target));
          setMissing(false);
          transfer.forget();
        }}
      />
      <span className={own.name}>{target.name}</span>
      <span className={own.about}>{about}</span>
    </label>
  );

  return (
    <form onSubmit={submit} noValidate className={own.form}>
      {all.lines.length + all.colleagues.length >= MANY && (
        <TextInput
          label={words.transfer.find}
          value={find}
          autoComplete="off"
          onChange={(event) => setFind(event.currentTarget.value)}
        />
      )}
      <div className={own.targets}>
        {lines.length > 0 && (
          <fieldset>
            <legend>{words.transfer.lines}</legend>
            {lines.map((line, i) =>
              choice(
                line,
                [
                  ...(line.id === contact.queueId ? [words.transfer.thisLine] : []),
                  words.transfer.waiting(line.waiting),
                  words.transfer.free(line.free),
                ].join(' · '),
                i === 0,
              ),
            )}
          </fieldset>
        )}
        {colleagues.length > 0 && (
          <fieldset>
            <legend>{words.transfer.colleagues}</legend>
            {colleagues.map((one) => choice(one, words.team.status[one.status], false))}
          </fieldset>
        )}
        {all.colleagues.length === 0 && <p className={own.nobody}>{words.transfer.nobody}</p>}
        {lines.length + colleagues.length === 0 && (
          <p className={own.nobody} role="status">
            {words.transfer.noMatch}
          </p>
        )}
      </div>
      <Text
        size="sm"
        role={missing ? 'alert' : 'status'}
        className={own.what}
        {...(missing ? { c: 'var(--mantine-color-error)' } : {})}
      >
        {chosen === null
          ? words.transfer.choose
          : chosen.kind === 'line'
            ? words.transfer.toLine(chosen.name)
            : words.transfer.toColleague(chosen.name)}
      </Text>
      <Refusal
        error={transfer.error}
        says={{ 403: words.transfer.notWithYou, 404: words.transfer.notWithYou, 422: words.transfer.gone }}
      />
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose}>
          {words.common.cancel}
        </Button>
        <Button type="submit" loading={transfer.pending}>
          {chosen === null ? words.transfer.confirm : words.transfer.confirmTo(chosen.name)}
        </Button>
      </Group>
    </form>
  );
}
