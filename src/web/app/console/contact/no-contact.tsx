import { Button, Kbd, Text } from '@mantine/core';
import { Refusal } from '../../shell/refusal.tsx';
import type { Command } from '../../shell/use-command.ts';
import { useWords } from '../../words/words.tsx';
import { Briefing } from './briefing.tsx';
import { CallerLine } from '../caller-line.tsx';
import classes from '../console.module.css';
import type { ConsoleView } from '../use-console.ts';

type NoContactProps = { view: ConsoleView; take: Command<[]>; canTake: boolean };

/** Nobody is with the operator: what that means, and the way to the next caller. */
export function NoContact({ view, take, canTake }: NoContactProps) {
  const words = useWords();
  const { first, waiting, desk } = view;
  return (
    <div className={classes.empty}>
      <Stillness />
      <h2>{words.contact.none}</h2>
      <Text c="dimmed">
        {waiting > 0 ? words.contact.noneWaiting(waiting) : words.contact.noneFree}
        {desk.status === 'closed' && ` ${words.contact.noneClosed}`}
      </Text>
      {canTake && (
        <Button
          size="lg"
          mt="md"
          disabled={waiting === 0}
          loading={take.pending}
          className={classes.mainAction}
          rightSection={<Kbd aria-hidden>N</Kbd>}
          onClick={() => void take.run()}
        >
          {words.desk.take}
        </Button>
      )}
      {canTake && first !== null && (
        <section className={classes.next} aria-label={words.brief.next}>
          <h3>{words.brief.next}</h3>
          <CallerLine contact={first} />
          <Briefing contact={first} />
        </section>
      )}
      <Refusal error={take.error} onClose={take.forget} says={{ 404: words.refused.nobodyWaits }} />
    </div>
  );
}

/** A pause, a word, a pause. */
function Stillness() {
  return (
    <svg width="132" height="28" viewBox="0 0 132 28" aria-hidden="true" className={classes.stillness}>
      <path d="M4 14h40M88 14h40" />
      <circle cx="66" cy="14" r="7" />
    </svg>
  );
}
