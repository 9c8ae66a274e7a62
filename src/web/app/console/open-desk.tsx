import { Button, Group, Modal, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { calls } from '../http/calls.ts';
import type { DeskMode } from '../http/contract.ts';
import { Refused } from '../http/request.ts';
import { Refusal } from '../shell/refusal.tsx';
import { useCommand } from '../shell/use-command.ts';
import { useWords } from '../words/words.tsx';

/** Asks which phone to ring and how callers come, then rings it. */
export function OpenDesk({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const words = useWords();
  const [mode, setMode] = useState<DeskMode>('auto');
  const [address, setAddress] = useState('');
  const open = useCommand(calls.openDesk, onClose);
  const wrongAddress =
    open.error instanceof Refused
      ? open.error.body.errors?.find((one) => one.field === 'address')?.message
      : undefined;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    void open.run(mode, address.trim());
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={words.desk.opening}
      closeButtonProps={{ 'aria-label': words.common.close }}
    >
      <form onSubmit={submit} noValidate>
        <Stack>
          <Text size="sm">{words.desk.openHint}</Text>
          <div>
            <Text size="sm" fw={600} mb={4} id="desk-mode">
              {words.desk.mode}
            </Text>
            <SegmentedControl
              fullWidth
              aria-labelledby="desk-mode"
              value={mode}
              onChange={setMode}
              data={[
                { value: 'auto', label: words.desk.auto },
                { value: 'manual', label: words.desk.manual },
              ]}
            />
          </div>
          <TextInput
            label={words.desk.address}
            description={words.desk.addressHint}
            autoComplete="off"
            value={address}
            onChange={(event) => setAddress(event.currentTarget.value)}
            error={wrongAddress}
          />
          {wrongAddress === undefined && <Refusal error={open.error} />}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {words.common.cancel}
            </Button>
            <Button type="submit" loading={open.pending} data-autofocus>
              {words.desk.open}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
