import { Button, Kbd } from '@mantine/core';
import { IconArrowBackUpDouble, IconCheck, IconClock } from '@tabler/icons-react';
import { calls } from '../../http/calls.ts';
import type { LiveContact } from '../../live/live-state.ts';
import { useSecond } from '../../live/server-time.ts';
import { Refusal } from '../../shell/refusal.tsx';
import { useCommand } from '../../shell/use-command.ts';
import { Listen } from '../../voice/listen.tsx';
import { useWords } from '../../words/words.tsx';
import { clock, msUntil } from '../duration.ts';
import own from './note.module.css';
import { nextNewsAt } from '../next-word.ts';

/** The latest word for a held caller: when it will be heard, or that it was; it can be taken back until then. */
export function NoteState({ contact }: { contact: LiveContact }) {
  const words = useWords();
  const now = useSecond();
  const takeBack = useCommand(calls.takeBackNote);
  const note = contact.hold?.note ?? null;
  const left = clock(Math.max(0, msUntil(nextNewsAt(contact), now) ?? 0));

  return (
    <div className={own.state} data-empty={note === null || undefined}>
      {note !== null && (
        <>
          {note.told ? <IconCheck size={20} aria-hidden /> : <IconClock size={20} aria-hidden />}
          <div className={own.what}>
            <strong lang={note.text === '' ? undefined : contact.language}>
              {note.text === '' ? words.voice.yourVoice : note.text}
            </strong>
            <span role="status">
              {note.told
                ? words.voice.told
                : note.ownVoice === null
                  ? words.voice.spokenAtCheckIn(left)
                  : words.voice.atCheckIn(left)}
            </span>
          </div>
          {note.ownVoice !== null && <Listen recording={note.ownVoice} />}
          {!note.told && (
            <Button
              variant="default"
              size="xs"
              data-key="take-back"
              disabled={takeBack.pending}
              leftSection={<IconArrowBackUpDouble size={16} aria-hidden />}
              rightSection={<Kbd aria-hidden>U</Kbd>}
              onClick={() => void takeBack.run(contact.id)}
            >
              {words.voice.takeBack}
            </Button>
          )}
        </>
      )}
      <div className={own.whole}>
        <Refusal error={takeBack.error} onClose={takeBack.forget} />
      </div>
    </div>
  );
}
