import {
  Alert,
  Button,
  Checkbox,
  Group,
  Modal,
  SegmentedControl,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { calls } from '../../http/calls.ts';
import type { DeskMode, LegKind } from '../../http/contract.ts';
import { Refused } from '../../http/request.ts';
import type { PhoneHere } from '../../phone/use-browser-phone.ts';
import { useKept } from '../../shell/kept-choice.ts';
import { Refusal } from '../../shell/refusal.tsx';
import { useMe } from '../../shell/session.tsx';
import { useCommand } from '../../shell/use-command.ts';
import { useWords } from '../../words/words.tsx';

type OpenDeskProps = { opened: boolean; onClose: () => void; here: PhoneHere | null };

/** Asks which phone to ring, when, and how callers come, then opens the desk. */
export function OpenDesk({ opened, onClose, here }: OpenDeskProps) {
  const words = useWords();
  const [mode, setMode] = useState<DeskMode>('auto');
  const [leg, setLeg] = useKept(
    `leg.${useMe().name}`,
    (kept): LegKind => (kept === 'per-call' ? 'per-call' : 'open-line'),
  );
  const mayHoldMore = (useMe().mostHeld ?? 1) > 1;
  const [wantsMore, setWantsMore] = useState(false);
  const offersMore = mayHoldMore && mode === 'auto' && wantsMore;
  const [address, setAddress] = useState('');
  const open = useCommand(calls.openDesk, onClose);
  const wrongAddress =
    open.error instanceof Refused
      ? open.error.body.errors?.find((one) => one.field === 'address')?.message
      : undefined;

  // A phone that is named is another than the one in this browser.
  const phone = address.trim() === '' ? (here?.phone ?? null) : null;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (phone !== null && !(await phone.prepare())) return;
    if (phone !== null && leg === 'open-line') here?.agree();
    const named = address.trim() === '' ? {} : { address: address.trim() };
    const how = { mode, leg, ...(offersMore ? { offersMore } : {}), ...named };
    if (!(await open.run(how))) here?.disagree();
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={words.desk.opening}
      closeButtonProps={{ 'aria-label': words.common.close }}
    >
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Stack>
          <div>
            <Text size="sm" fw={600} mb={4} id="desk-leg">
              {words.phone.leg}
            </Text>
            <SegmentedControl
              fullWidth
              aria-labelledby="desk-leg"
              value={leg}
              onChange={setLeg}
              data={[
                { value: 'open-line', label: words.phone.legs['open-line'] },
                { value: 'per-call', label: words.phone.legs['per-call'] },
              ]}
            />
            <Text size="sm" c="dimmed" mt={6}>
              {phone === null ? words.phone.legHints[leg] : words.phone.legHintsHere[leg]}
            </Text>
          </div>
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
            {mayHoldMore && mode === 'auto' && (
              <Checkbox
                mt="sm"
                label={words.desk.offersMore}
                description={words.desk.offersMoreHint}
                checked={wantsMore}
                onChange={(event) => setWantsMore(event.currentTarget.checked)}
              />
            )}
          </div>
          <TextInput
            label={words.desk.address}
            description={words.desk.addressHint}
            autoComplete="off"
            value={address}
            onChange={(event) => setAddress(event.currentTarget.value)}
            error={wrongAddress}
          />
          {phone !== null && here?.state.trouble === 'microphone' && (
            <Alert role="alert" color="red" variant="light">
              {words.phone.here.trouble.microphone}
            </Alert>
          )}
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
