import { Button, Group, Modal, NativeSelect, Text, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { calls } from '../../http/calls.ts';
import { Refusal } from '../../shell/refusal.tsx';
import { useCommand } from '../../shell/use-command.ts';
import { AlphabetHint } from '../../voice/alphabet-hint.tsx';
import { useWords } from '../../words/words.tsx';
import classes from '../console.module.css';
import own from './note.module.css';
import { PhraseRow } from './phrase-row.tsx';
import { usePhrases } from './use-phrases.ts';

const LONGEST = 140;

type PhrasesDialogProps = {
  opened: boolean;
  onClose: () => void;
  /** In which a new phrase is, at first. */
  language: string;
};

/** The operator's own phrases: added, recorded in their own voice, deleted. */
export function PhrasesDialog({ opened, onClose, language }: PhrasesDialogProps) {
  const words = useWords();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={words.phrases.heading}
      size="lg"
      closeButtonProps={{ 'aria-label': words.common.close }}
    >
      <PhraseList language={language} />
    </Modal>
  );
}

function PhraseList({ language }: { language: string }) {
  const words = useWords();
  const { phrases, languages, most, known, failed, reread } = usePhrases();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(language);
  const add = useCommand(calls.addPhrase, () => {
    setText('');
    reread();
  });
  const full = known && phrases.length >= most;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '') void add.run({ language: chosen, text: text.trim() });
  };

  return (
    <>
      <Text size="sm" c="dimmed">
        {words.phrases.about}
      </Text>
      {failed && <p role="alert">{words.phrases.failed}</p>}
      {known && phrases.length === 0 && <p className={classes.sub}>{words.phrases.empty}</p>}
      <ul className={own.list}>
        {phrases.map((phrase) => (
          <PhraseRow key={phrase.id} phrase={phrase} onChange={reread} />
        ))}
      </ul>
      <form className={own.add} onSubmit={submit} noValidate>
        <TextInput
          label={words.phrases.text}
          placeholder={words.phrases.placeholder}
          value={text}
          lang={chosen}
          maxLength={LONGEST}
          autoComplete="off"
          disabled={full}
          data-autofocus
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <NativeSelect
          label={words.phrases.language}
          value={chosen}
          disabled={full}
          data={languages.map((one) => ({ value: one, label: words.languages[one] ?? one }))}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
        <Group align="flex-end">
          <Button
            type="submit"
            disabled={full || text.trim() === ''}
            loading={add.pending}
            leftSection={<IconPlus size={18} aria-hidden />}
          >
            {words.phrases.add}
          </Button>
        </Group>
      </form>
      <AlphabetHint text={text} language={chosen} />
      {full && (
        <Text size="sm" role="status">
          {words.phrases.full(most)}
        </Text>
      )}
      <Refusal error={add.error} onClose={add.forget} />
    </>
  );
}
