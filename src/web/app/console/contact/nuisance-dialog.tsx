import { Button, Checkbox, Group, Modal, NativeSelect, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { fieldError, hasFieldErrors } from '../../admin/field-errors.ts';
import { calls } from '../../http/calls.ts';
import type { Nuisance, NuisanceReason } from '../../http/contract.ts';
import { Refusal } from '../../shell/refusal.tsx';
import { useCommand } from '../../shell/use-command.ts';
import { useWords } from '../../words/words.tsx';
import own from './nuisance-mark.module.css';

type NuisanceDialogProps = {
  id: string;
  withheld: boolean;
  opened: boolean;
  onClose: () => void;
  onMarked: (mark: Nuisance) => void;
};

/** Asks why and for how long calls are refused; of a withheld number says why they cannot be. */
export function NuisanceDialog({ opened, withheld, onClose, ...form }: NuisanceDialogProps) {
  const { nuisance, common } = useWords();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={nuisance.title}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      {withheld ? <Text size="sm">{nuisance.withheld}</Text> : <NuisanceForm {...form} onClose={onClose} />}
    </Modal>
  );
}

function NuisanceForm({ id, onClose, onMarked }: Pick<NuisanceDialogProps, 'id' | 'onClose' | 'onMarked'>) {
  const words = useWords();
  const { nuisance } = words;
  const [reason, setReason] = useState<NuisanceReason>('abusive');
  const [days, setDays] = useState('7');
  const [note, setNote] = useState('');
  const [everywhere, setEverywhere] = useState(false);
  const mark = useCommand(calls.markNuisance, onMarked);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const number = days.trim() === '' ? days : Number(days);
    void mark.run(id, { reason, note, days: number, where: everywhere ? 'everywhere' : 'queue' });
  };
  return (
    <form onSubmit={submit} noValidate className={own.form}>
      <Text size="sm">{nuisance.text}</Text>
      <NativeSelect
        data-autofocus
        label={nuisance.reason}
        value={reason}
        data={Object.entries(nuisance.reasons).map(([value, label]) => ({ value, label }))}
        onChange={(event) => setReason(event.currentTarget.value as NuisanceReason)}
      />
      <TextInput
        label={nuisance.days}
        description={nuisance.daysHint}
        inputMode="numeric"
        autoComplete="off"
        value={days}
        error={fieldError(words, mark.error, 'days')}
        onChange={(event) => setDays(event.currentTarget.value)}
      />
      <TextInput
        label={nuisance.note}
        description={nuisance.noteHint}
        autoComplete="off"
        maxLength={140}
        value={note}
        error={fieldError(words, mark.error, 'note')}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Checkbox
        label={nuisance.everywhere}
        checked={everywhere}
        onChange={(event) => setEverywhere(event.currentTarget.checked)}
      />
      {mark.error !== null && !hasFieldErrors(mark.error) && <Refusal error={mark.error} />}
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose}>
          {words.common.cancel}
        </Button>
        <Button type="submit" color="red" loading={mark.pending}>
          {nuisance.confirm}
        </Button>
      </Group>
    </form>
  );
}
