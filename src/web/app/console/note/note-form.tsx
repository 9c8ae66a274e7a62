import { Button, Group, Kbd, Text, TextInput } from '@mantine/core';
import { IconMessage2Check, IconVolume } from '@tabler/icons-react';
import { type FormEvent, useRef, useState } from 'react';
import { calls } from '../../http/calls.ts';
import { Refusal } from '../../shell/refusal.tsx';
import { useCommand } from '../../shell/use-command.ts';
import { AlphabetHint } from '../../voice/alphabet-hint.tsx';
import { useWords } from '../../words/words.tsx';
import own from '../hold/held-panel.module.css';

/** As many characters as a note may have, counted as people count them. */
const NOTE_LONGEST = 280;

/** A typed line that is spoken to the held caller: at the next check-in (Enter), or at once. */
export function NoteForm({ contactId, language }: { contactId: string; language: string }) {
  const words = useWords();
  const [text, setText] = useState('');
  const note = useCommand(calls.note);
  const field = useRef<HTMLInputElement>(null);
  const left = NOTE_LONGEST - [...text].length;
  const cannot = text.trim() === '' || left < 0;

  const send = async (now: boolean) => {
    if (cannot || !(await note.run(contactId, text.trim(), now))) return;
    setText('');
    // Keys are commands again: the next may be the one that returns.
    field.current?.blur();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send(false);
  };

  return (
    <form onSubmit={submit} noValidate>
      <TextInput
        ref={field}
        label={
          <>
            {words.held.note} <Kbd aria-hidden>M</Kbd>
          </>
        }
        placeholder={words.held.notePlaceholder}
        value={text}
        lang={language}
        autoComplete="off"
        data-key="note"
        error={left < 0}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <AlphabetHint text={text} language={language} />
      <Group justify="space-between" gap="xs" mt={8}>
        <Text size="sm" role="status" c={left < 0 ? 'var(--mantine-color-error)' : 'dimmed'}>
          {words.held.left(left)}
        </Text>
        <Group gap="xs" className={own.noteActions}>
          <Button
            variant="default"
            disabled={cannot || note.pending}
            leftSection={<IconVolume size={18} aria-hidden />}
            onClick={() => void send(true)}
          >
            {words.held.now}
          </Button>
          <Button
            type="submit"
            variant="light"
            disabled={cannot || note.pending}
            leftSection={<IconMessage2Check size={18} aria-hidden />}
          >
            {words.held.atCheckIn}
          </Button>
        </Group>
      </Group>
      <Refusal error={note.error} onClose={note.forget} />
    </form>
  );
}
