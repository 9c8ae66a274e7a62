import { Button, Kbd } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { LiveContact } from '../../live/live-state.ts';
import { useSecond } from '../../live/server-time.ts';
import { Refusal } from '../../shell/refusal.tsx';
import type { Command } from '../../shell/use-command.ts';
import { useWords } from '../../words/words.tsx';
import { callerName } from '../caller-line.tsx';
import classes from '../console.module.css';
import { CountdownRing } from './countdown-ring.tsx';
import own from './held-rings.module.css';
import { AnswerBadge } from './last-answer.tsx';
import type { ConsoleView } from '../use-console.ts';
import { useKeys } from '../use-keys.ts';
import { isDueSoon } from '../alerts/use-title.ts';
import { byNextNews, nextWordAt } from '../next-word.ts';

type HeldRingsProps = { view: ConsoleView; take: Command<[]>; canTake: boolean };

/**
 * The callers whom the operator has at once: a ring for each on hold, who is due first in front. Numbers count the holds
 * as the voice at the desk does, and stay as they are while the order changes.
 */
export function HeldRings({ view, take, canTake }: HeldRingsProps) {
  const words = useWords();
  const { mine, myTalk, myHeld, choose } = view;
  const keys = useMemo(
    () => Object.fromEntries(myHeld.map(({ id }, i) => [`Shift+Digit${i + 1}`, () => choose(id)])),
    [myHeld, choose],
  );
  useKeys(keys);
  const numbered = myHeld.map((contact, i) => ({ contact, number: i + 1 }));
  const isAlone = myHeld.length + (myTalk === null ? 0 : 1) < 2;
  if (isAlone && !canTake) return null;
  return (
    <section className={own.rings} aria-label={words.several.heading}>
      {!isAlone && (
        <ul>
          {myTalk !== null && (
            <li>
              <button
                type="button"
                className={`${classes.box} ${own.tile}`}
                aria-pressed={mine?.id === myTalk.id}
                onClick={() => choose(myTalk.id)}
              >
                <span className={own.about}>
                  <strong>{words.desk.status.talking}</strong>
                  <span className={classes.sub}>{callerName(words, myTalk)}</span>
                </span>
              </button>
            </li>
          )}
          {numbered
            .toSorted((a, b) => byNextNews(a.contact, b.contact))
            .map(({ contact, number }) => (
              <HeldTile
                key={contact.id}
                contact={contact}
                number={number}
                isShown={mine?.id === contact.id}
                onChoose={() => choose(contact.id)}
              />
            ))}
        </ul>
      )}
      {canTake && (
        <Button
          variant="default"
          leftSection={<IconUserPlus size={18} aria-hidden />}
          rightSection={<Kbd aria-hidden>N</Kbd>}
          disabled={view.waiting === 0}
          loading={take.pending}
          onClick={() => void take.run()}
        >
          {words.several.takeMore}
        </Button>
      )}
      <Refusal error={take.error} onClose={take.forget} says={{ 404: words.refused.nobodyWaits }} />
    </section>
  );
}

type HeldTileProps = { contact: LiveContact; number: number; isShown: boolean; onChoose: () => void };

function HeldTile({ contact, number, isShown, onChoose }: HeldTileProps) {
  const words = useWords();
  const now = useSecond();
  const nextWord = nextWordAt(contact, now);
  const soon = isDueSoon(nextWord, now);
  const answer = contact.hold?.lastAnswer ?? null;
  return (
    <li>
      <button
        type="button"
        className={`${classes.box} ${own.tile}`}
        aria-pressed={isShown}
        data-soon={soon || undefined}
        onClick={onChoose}
      >
        <CountdownRing
          key={`${nextWord}`}
          untilMs={nextWord === null ? null : Date.parse(nextWord)}
          soon={soon}
        />
        <span className={own.about}>
          <strong>
            {words.several.number(number)} <Kbd aria-hidden>⇧{number}</Kbd>
          </strong>
          <span className={classes.sub}>{contact.hold?.reason || callerName(words, contact)}</span>
          {answer !== null && <AnswerBadge answer={answer.answer} />}
        </span>
      </button>
    </li>
  );
}
