import { Button, Kbd } from '@mantine/core';
import { IconMicrophone, IconMessages } from '@tabler/icons-react';
import { useState } from 'react';
import { calls } from '../../http/calls.ts';
import type { LiveContact } from '../../live/live-state.ts';
import { Refusal } from '../../shell/refusal.tsx';
import { useCommand } from '../../shell/use-command.ts';
import { useWords } from '../../words/words.tsx';
import own from './note.module.css';
import { PhrasesDialog } from './phrases-dialog.tsx';
import { usePhrases } from './use-phrases.ts';

/** The first phrases have a key of their own, 1 to 9. */
const KEYS = 9;

/** The operator's phrases in the caller's language: a click or a number key leaves one as a note. */
export function PhraseChips({ contact }: { contact: LiveContact }) {
  const words = useWords();
  const { phrases } = usePhrases();
  const [opened, setOpened] = useState(false);
  const send = useCommand(calls.sendPhrase);
  const theirs = phrases.filter(({ language }) => language === contact.language);

  return (
    <>
      {theirs.length > 0 && (
        <div className={own.phrases} role="group" aria-label={words.phrases.send}>
          {theirs.map((phrase, at) => (
            <Button
              key={phrase.id}
              variant="default"
              radius="xl"
              size="sm"
              title={phrase.text}
              lang={phrase.language}
              data-key={at < KEYS ? `phrase-${at + 1}` : undefined}
              disabled={send.pending}
              leftSection={phrase.ownVoice === null ? null : <IconMicrophone size={16} aria-hidden />}
              rightSection={at < KEYS ? <Kbd aria-hidden>{at + 1}</Kbd> : null}
              className={own.phrase}
              onClick={() => void send.run(contact.id, phrase.id)}
            >
              {phrase.text}
            </Button>
          ))}
        </div>
      )}
      <Button
        variant="subtle"
        size="sm"
        leftSection={<IconMessages size={18} aria-hidden />}
        onClick={() => setOpened(true)}
      >
        {words.phrases.open}
      </Button>
      <div className={own.whole}>
        <Refusal error={send.error} onClose={send.forget} />
      </div>
      <PhrasesDialog opened={opened} onClose={() => setOpened(false)} language={contact.language} />
    </>
  );
}
