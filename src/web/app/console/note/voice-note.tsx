import { Alert, Button, Kbd } from '@mantine/core';
import { IconMicrophone, IconMicrophoneOff, IconSend, IconVolume, IconX } from '@tabler/icons-react';
import { useRef } from 'react';
import { calls } from '../../http/calls.ts';
import { Refusal } from '../../shell/refusal.tsx';
import { useCommand } from '../../shell/use-command.ts';
import { RecordingNow } from '../../voice/recording-now.tsx';
import { useRecorder } from '../../voice/use-recorder.ts';
import { useWords } from '../../words/words.tsx';
import own from './note.module.css';

/** A note in the operator's own voice: one key records, the same key sends, played in the place of the machine. */
export function VoiceNote({ contactId }: { contactId: string }) {
  const words = useWords();
  const note = useCommand(calls.voiceNote);
  const atOnce = useRef(false);
  const recorder = useRecorder((file) => void note.run(contactId, file, atOnce.current));
  const { state } = recorder;
  const finish = (now: boolean) => {
    atOnce.current = now;
    recorder.finish();
  };

  return (
    <>
      {state.is === 'recording' ? (
        <div className={own.recording}>
          <RecordingNow since={state.since} level={recorder.level} />
          <Button
            data-key="voice"
            leftSection={<IconSend size={18} aria-hidden />}
            rightSection={<Kbd aria-hidden>V</Kbd>}
            onClick={() => finish(false)}
          >
            {words.voice.send}
          </Button>
          <Button
            variant="default"
            data-key="voice-now"
            leftSection={<IconVolume size={18} aria-hidden />}
            rightSection={<Kbd aria-hidden>⇧V</Kbd>}
            onClick={() => finish(true)}
          >
            {words.held.now}
          </Button>
          <Button
            variant="default"
            data-key="discard"
            leftSection={<IconX size={18} aria-hidden />}
            rightSection={<Kbd aria-hidden>Esc</Kbd>}
            onClick={recorder.discard}
          >
            {words.voice.discard}
          </Button>
        </div>
      ) : (
        <Button
          variant="light"
          data-key="voice"
          loading={state.is === 'opening' || note.pending}
          leftSection={<IconMicrophone size={18} aria-hidden />}
          rightSection={<Kbd aria-hidden>V</Kbd>}
          onClick={() => {
            note.forget();
            // One that is cut off at its longest waits for the check-in.
            atOnce.current = false;
            recorder.start();
          }}
        >
          {words.voice.record}
        </Button>
      )}
      {state.is === 'refused' && (
        <Alert
          role="alert"
          color="red"
          variant="light"
          className={own.whole}
          icon={<IconMicrophoneOff aria-hidden />}
          withCloseButton
          closeButtonLabel={words.common.close}
          onClose={recorder.discard}
        >
          {words.voice.faults[state.why]}
        </Alert>
      )}
      <div className={own.whole}>
        <Refusal error={note.error} onClose={note.forget} />
      </div>
    </>
  );
}
