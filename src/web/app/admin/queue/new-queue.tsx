import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { calls } from '../../http/calls.ts';
import type { Queue } from '../../http/contract.ts';
import { Refusal } from '../../shell/refusal.tsx';
import { useCommand } from '../../shell/use-command.ts';
import { useWords } from '../../words/words.tsx';
import { fieldError, hasFieldErrors } from '../field-errors.ts';

type NewQueueProps = { opened: boolean; onClose: () => void; onCreated: (queue: Queue) => void };

/** Names a new queue; everything else starts with sensible settings. */
export function NewQueue({ opened, onClose, onCreated }: NewQueueProps) {
  const words = useWords();
  const [id, setId] = useState('');
  const [name, setName] = useState('');
  const create = useCommand(calls.createQueue, (queue) => {
    setId('');
    setName('');
    onCreated(queue);
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void create.run({ id: id.trim(), name });
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={words.admin.newQueue}
      size="sm"
      closeButtonProps={{ 'aria-label': words.common.close }}
    >
      <form onSubmit={submit} noValidate>
        <Stack>
          <TextInput
            label={words.admin.name}
            description={words.admin.nameHint}
            value={name}
            error={fieldError(words, create.error, 'name')}
            onChange={(event) => setName(event.currentTarget.value)}
            data-autofocus
          />
          <TextInput
            label={words.admin.queueId}
            description={words.admin.queueIdHint}
            value={id}
            error={fieldError(words, create.error, 'id')}
            onChange={(event) => setId(event.currentTarget.value)}
          />
          {!hasFieldErrors(create.error) && <Refusal error={create.error} />}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {words.common.cancel}
            </Button>
            <Button type="submit" loading={create.pending}>
              {words.admin.create}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
