import { ActionIcon, Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { IconDialpad } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { fieldError, hasFieldErrors } from '../admin/field-errors.ts';
import { calls } from '../http/calls.ts';
import { useWords } from '../words/words.tsx';
import { Refusal } from './refusal.tsx';
import { useMe } from './session.tsx';
import classes from './shell.module.css';
import { useCommand } from './use-command.ts';

/** One's own PIN for opening the desk by phone; for those who have a desk. */
export function OwnPin() {
  const words = useWords();
  const me = useMe();
  const [opened, setOpened] = useState(false);
  if (!me.roles.includes('operator') && !me.roles.includes('supervisor')) return null;
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        className={classes.preference}
        aria-label={words.byPhone.own}
        title={words.byPhone.own}
        onClick={() => setOpened(true)}
      >
        <IconDialpad size={18} aria-hidden />
      </ActionIcon>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={words.byPhone.own}
        size="sm"
        closeButtonProps={{ 'aria-label': words.common.close }}
      >
        <PinForm onClose={() => setOpened(false)} />
      </Modal>
    </>
  );
}

function PinForm({ onClose }: { onClose: () => void }) {
  const words = useWords();
  const [password, setPassword] = useState('');
  const [pin, setPin] = useState('');
  const [saved, setSaved] = useState(false);
  const save = useCommand(
    () => calls.setOwnPin(password, pin),
    () => setSaved(true),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save.run();
  };
  if (saved) {
    return (
      <Stack>
        <Text role="status">{words.byPhone.pinSaved}</Text>
        <Group justify="flex-end">
          <Button onClick={onClose} data-autofocus>
            {words.common.close}
          </Button>
        </Group>
      </Stack>
    );
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Text size="sm">{words.byPhone.ownHint}</Text>
        <PasswordInput
          label={words.byPhone.password}
          value={password}
          autoComplete="current-password"
          error={fieldError(words, save.error, 'password')}
          onChange={(event) => setPassword(event.currentTarget.value)}
          data-autofocus
        />
        <PasswordInput
          label={words.byPhone.newPin}
          value={pin}
          inputMode="numeric"
          autoComplete="off"
          error={fieldError(words, save.error, 'pin')}
          onChange={(event) => setPin(event.currentTarget.value)}
        />
        {!hasFieldErrors(save.error) && <Refusal error={save.error} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {words.common.cancel}
          </Button>
          <Button type="submit" loading={save.pending}>
            {words.common.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
