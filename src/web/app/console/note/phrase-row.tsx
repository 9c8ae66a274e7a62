import { ActionIcon, Alert, Button } from '@mantine/core';
import { IconMicrophone, IconPlayerStop, IconTrash } from '@tabler/icons-react';
import { calls } from '../../http/calls.ts';
import type { Phrase } from '../../http/contract.ts';
import { Refusal } from '../../shell/refusal.tsx';
import { useCommand } from '../../shell/use-command.ts';
import { Listen } from '../../voice/listen.tsx';
import { RecordingNow } from '../../voice/recording-now.tsx';
import { useRecorder } from '../../voice/use-recorder.ts';
import { useWords } from '../../words/words.tsx';
import own from './note.module.css';

/** One of the operator's phrases, to be recorded, listened to, deleted. */
export function PhraseRow({ phrase, onChange }: { phrase: Phrase; onChange: () => void }) {
  const words = useWords();
  const { id, text, language, ownVoice } = phrase;
  const record = useCommand(calls.recordPhrase, onChange);
  const remove = useCommand(calls.deletePhrase, onChange);
  const recorder = useRecorder((file) => void record.run(id, file));
  const { state } = recorder;
  const recordWord = ownVoice === null ? words.phrases.record : words.phrases.recordAgain;

  return (
    <li className={own.row}>
      <div className={own.what}>
        <strong lang={language}>{text}</strong>
        <span>
          {words.languages[language] ?? language} ·{' '}
          {ownVoice === null ? words.phrases.machine : words.voice.inOwnVoice}
        </span>
      </div>
      {state.is === 'recording' ? (
        <>
          <RecordingNow since={state.since} level={recorder.level} />
          <Button size="xs" leftSection={<IconPlayerStop size={16} aria-hidden />} onClick={recorder.finish}>
            {words.voice.stop}
          </Button>
        </>
      ) : (
        <>
          {ownVoice !== null && <Listen recording={ownVoice} label={words.phrases.listen(text)} />}
          <Button
            size="xs"
            variant="light"
            aria-label={`${recordWord}: ${text}`}
            loading={state.is === 'opening' || record.pending}
            leftSection={<IconMicrophone size={16} aria-hidden />}
            onClick={recorder.start}
          >
            {recordWord}
          </Button>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={words.phrases.remove(text)}
            disabled={remove.pending}
            onClick={() => void remove.run(id)}
          >
            <IconTrash size={18} aria-hidden />
          </ActionIcon>
        </>
      )}
      {state.is === 'refused' && (
        <Alert role="alert" color="red" variant="light" className={own.whole}>
          {words.voice.faults[state.why]}
        </Alert>
      )}
      <div className={own.whole}>
        <Refusal error={record.error ?? remove.error} onClose={record.forget} />
      </div>
    </li>
  );
}
