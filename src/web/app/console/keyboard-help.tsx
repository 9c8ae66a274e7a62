import { Kbd, Modal, Switch, Text } from '@mantine/core';
import { useMe } from '../shell/session.tsx';
import { useWords } from '../words/words.tsx';
import classes from './console.module.css';
import type { Shortcuts } from './use-keys.ts';

type KeyboardHelpProps = { opened: boolean; onClose: () => void; shortcuts: Shortcuts };

/** Which key does what, and the switch that turns them off. */
export function KeyboardHelp({ opened, onClose, shortcuts }: KeyboardHelpProps) {
  const words = useWords();
  const { browserPhone, roles } = useMe();
  const oversees = roles.some((role) => role !== 'operator');
  const keys: [string, string][] = [
    ['N', words.keys.take],
    ['A', words.keys.accept],
    ['H', words.keys.hold],
    ['M', browserPhone === true ? `${words.keys.note}. ${words.phone.muteKey}` : words.keys.note],
    ['V', words.keys.voice],
    ['⇧V', words.keys.voiceNow],
    ['Esc', words.keys.discard],
    ['1–9', words.keys.phrase],
    ['U', words.keys.takeBack],
    ['R', words.keys.come],
    ['T', words.keys.transfer],
    ['E', words.keys.end],
    ['1–9', words.keys.outcome],
    ['⇧1–5', words.keys.choose],
    ['O', words.keys.owed],
    ...(oversees
      ? ([
          ['L', words.listen.keys.listen],
          ['W', words.listen.keys.whisper],
          ['B', words.listen.keys.barge],
          ['X', words.listen.keys.leave],
        ] as [string, string][])
      : []),
    ['?', words.keys.help],
  ];
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={words.keys.heading}
      size="sm"
      closeButtonProps={{ 'aria-label': words.common.close }}
    >
      <dl className={classes.keyList}>
        {keys.map(([key, does]) => (
          <div key={does}>
            <dt>
              <Kbd>{key}</Kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <Switch
        label={words.keys.enabled}
        checked={shortcuts.enabled}
        onChange={(event) => shortcuts.setEnabled(event.currentTarget.checked)}
        mt="md"
      />
      <Text size="sm" c="dimmed" mt={6}>
        {words.keys.hint}
      </Text>
    </Modal>
  );
}
