import { Button, Kbd } from '@mantine/core';
import { IconArrowBackUp, IconBellRinging } from '@tabler/icons-react';
import { calls } from '../../http/calls.ts';
import type { LiveContact } from '../../live/live-state.ts';
import { useLive } from '../../live/live-store.ts';
import { useSecond } from '../../live/server-time.ts';
import { Refusal } from '../../shell/refusal.tsx';
import { useMe } from '../../shell/session.tsx';
import { useCommand } from '../../shell/use-command.ts';
import { useWords } from '../../words/words.tsx';
import classes from '../console.module.css';
import own from './held-panel.module.css';
import { CountdownRing } from './countdown-ring.tsx';
import { clock, msUntil, wholeSeconds } from '../duration.ts';
import { LastAnswer } from './last-answer.tsx';
import note from '../note/note.module.css';
import { NoteForm } from '../note/note-form.tsx';
import { NoteState } from '../note/note-state.tsx';
import { PhraseChips } from '../note/phrase-chips.tsx';
import { isDueSoon } from '../alerts/use-title.ts';
import { VoiceNote } from '../note/voice-note.tsx';
import { nextWordAt } from '../next-word.ts';

/** The hold: when the caller next hears something, what they were promised, what they answered; and the way back. */
export function HeldPanel({ contact }: { contact: LiveContact }) {
  const words = useWords();
  const me = useMe();
  const now = useSecond();
  const desk = useLive().desks.get(me.name);
  const comeBack = useCommand(calls.comeBack);
  const { hold } = contact;
  const nextWord = nextWordAt(contact, now);
  const soon = isDueSoon(nextWord, now);
  const returning = desk?.status === 'offered';

  return (
    <div className={own.held} data-soon={soon || undefined}>
      <div className={own.heldTop}>
        <CountdownRing
          key={`${nextWord}`}
          untilMs={nextWord === null ? null : Date.parse(nextWord)}
          soon={soon}
        />
        <div>
          <LastAnswer answer={hold?.lastAnswer ?? null} />
          <div role="status">
            {soon && (
              <p className={own.turn}>
                <IconBellRinging size={20} aria-hidden /> {words.held.turn}
              </p>
            )}
          </div>
          <dl className={own.facts}>
            <div>
              <dt>{words.held.onHoldFor}</dt>
              <dd className="clock">{clock(wholeSeconds(now - contact.waitingSince))}</dd>
            </div>
            <PromiseKept expectedBackAt={hold?.expectedBackAt ?? null} now={now} />
            <div className={own.reason}>
              <dt>{words.hold.reason}</dt>
              <dd>{hold?.reason || words.held.noReason}</dd>
            </div>
          </dl>
          <Button
            rightSection={<Kbd aria-hidden>R</Kbd>}
            size="lg"
            fullWidth
            data-key="return"
            className={classes.mainAction}
            loading={comeBack.pending || returning}
            leftSection={<IconArrowBackUp size={20} aria-hidden />}
            onClick={() => void comeBack.run(contact.id)}
          >
            {words.held.come}
          </Button>
          <Refusal error={comeBack.error} onClose={comeBack.forget} />
        </div>
      </div>
      <div className={note.word}>
        <NoteState contact={contact} />
        <div className={note.quick}>
          <VoiceNote contactId={contact.id} />
          <PhraseChips contact={contact} />
        </div>
        <NoteForm contactId={contact.id} language={contact.language} />
      </div>
    </div>
  );
}

function PromiseKept({ expectedBackAt, now }: { expectedBackAt: string | null; now: number }) {
  const words = useWords();
  const left = msUntil(expectedBackAt, now);
  if (left === null) {
    return (
      <div>
        <dt>{words.held.expected}</dt>
        <dd className={classes.sub}>{words.held.noPromise}</dd>
      </div>
    );
  }
  const late = left < 0;
  return (
    <div>
      <dt>{late ? words.held.overdue : words.held.expected}</dt>
      <dd className={`clock ${late ? classes.overdue : ''}`}>{clock(late ? -left : left)}</dd>
    </div>
  );
}
