import { Button, Group, Modal, Text } from '@mantine/core';
import { ChangedMeanwhile } from '../../http/save-amid-others.ts';
import { useLanguage, useWords } from '../../words/words.tsx';
import classes from './changes.module.css';
import { settingLabel, toldValue } from './told-setting.ts';

type ChangedMeanwhileDialogProps<Settings extends object> = {
  /** Why something was not saved; the dialog is there where that is why. */
  error: unknown;
  onKeepMine: (meanwhile: ChangedMeanwhile<Settings>) => void;
  onTakeTheirs: (meanwhile: ChangedMeanwhile<Settings>) => void;
  /** Back to what was typed. */
  onClose: () => void;
};

/** What somebody else has set while it was typed here, side by side, and the choice between the two. */
export function ChangedMeanwhileDialog<Settings extends object>(
  props: ChangedMeanwhileDialogProps<Settings>,
) {
  const { error, onKeepMine, onTakeTheirs, onClose } = props;
  const words = useWords();
  const { language } = useLanguage();
  const meanwhile = error instanceof ChangedMeanwhile ? (error as ChangedMeanwhile<Settings>) : null;
  return (
    <Modal
      opened={meanwhile !== null}
      onClose={onClose}
      title={words.changes.meanwhileTitle}
      closeButtonProps={{ 'aria-label': words.common.close }}
    >
      <Text size="sm">{words.changes.meanwhileText}</Text>
      <ul className={classes.both}>
        {meanwhile?.both.map(({ setting, mine, theirs }) => (
          <li key={setting}>
            <strong>{settingLabel(words, setting)}</strong>
            <dl>
              <dt>{words.changes.theirs}</dt>
              <dd>{toldValue(words, setting, theirs, language)}</dd>
              <dt>{words.changes.mine}</dt>
              <dd>{toldValue(words, setting, mine, language)}</dd>
            </dl>
          </li>
        ))}
      </ul>
      <Group justify="flex-end" mt="lg" gap="sm">
        <Button
          variant="default"
          onClick={() => meanwhile !== null && onTakeTheirs(meanwhile)}
          data-autofocus
        >
          {words.changes.takeTheirs}
        </Button>
        <Button onClick={() => meanwhile !== null && onKeepMine(meanwhile)}>{words.changes.keepMine}</Button>
      </Group>
    </Modal>
  );
}
