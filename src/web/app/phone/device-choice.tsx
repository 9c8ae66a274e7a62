import { Button, Modal, NativeSelect, Stack, Text } from '@mantine/core';
import { useWords } from '../words/words.tsx';
import type { AudioDevice, BrowserPhone, PhoneState } from './browser-phone.ts';

type DeviceChoiceProps = { phone: BrowserPhone; state: PhoneState; opened: boolean; onClose: () => void };

/** Which microphone and speaker the phone in this browser uses. */
export function DeviceChoice({ phone, state, opened, onClose }: DeviceChoiceProps) {
  const words = useWords();
  const { microphones, speakers, microphone, speaker, trouble } = state;
  const here = words.phone.here;
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={here.devices}
      size="sm"
      closeButtonProps={{ 'aria-label': words.common.close }}
    >
      <Stack>
        {microphones.length === 0 ? (
          <>
            <Text size="sm">{trouble === 'microphone' ? here.trouble.microphone : here.unnamed}</Text>
            <Button onClick={() => void phone.prepare()}>{here.allow}</Button>
          </>
        ) : (
          <NativeSelect
            label={here.microphone}
            data={choices(microphones, here.usual)}
            value={microphone ?? ''}
            onChange={({ currentTarget }) => phone.chooseMicrophone(currentTarget.value)}
          />
        )}
        {speakers.length > 0 && (
          <NativeSelect
            label={here.speaker}
            data={choices(speakers, here.usual)}
            value={speaker ?? ''}
            onChange={({ currentTarget }) => phone.chooseSpeaker(currentTarget.value)}
          />
        )}
      </Stack>
    </Modal>
  );
}

/** Browsers list their own "default" too: it is what the first choice here is. */
function choices(devices: readonly AudioDevice[], usual: string) {
  return [
    { value: '', label: usual, disabled: true },
    ...devices.map(({ id, label }) => ({ value: id, label })),
  ];
}
