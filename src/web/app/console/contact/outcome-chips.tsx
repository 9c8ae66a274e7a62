import { Chip, Group, Kbd } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { calls } from '../../http/calls.ts';
import { useLive } from '../../live/live-store.ts';
import { Refusal } from '../../shell/refusal.tsx';
import { useCommand } from '../../shell/use-command.ts';
import { useWords } from '../../words/words.tsx';
import { callerName } from '../caller-line.tsx';
import classes from '../console.module.css';
import own from './outcome-chips.module.css';
import { useKeys } from '../use-keys.ts';

/** What came of the call that is just over: one of the queue's list, by mouse or number key, until the next call. */
export function OutcomeChips({ contactId }: { contactId: string }) {
  const words = useWords();
  const { outcomes: ofQueues } = useLive();
  const [said, setSaid] = useState<string | null>(null);
  const say = useCommand(calls.outcome, ({ outcome }) => setSaid(outcome?.code ?? null));
  const detail = useQuery({
    queryKey: ['contact', contactId, 'over'],
    queryFn: () => calls.contact(contactId),
  });
  const contact = detail.data;
  const outcomes = ofQueues.get(contact?.queueId ?? '') ?? [];
  const { run } = say;
  useKeys(
    useMemo(
      () =>
        Object.fromEntries(
          outcomes.slice(0, 9).map(({ id }, i) => [`Digit${i + 1}`, () => void run(contactId, id)]),
        ),
      [outcomes, contactId, run],
    ),
  );
  if (contact === undefined || outcomes.length === 0) return null;
  const chosen = said ?? contact.outcome?.code ?? null;
  return (
    <section className={`${classes.box} ${own.outcomes}`} aria-labelledby="outcome">
      <h2 id="outcome">
        {words.outcome.heading} <span className={classes.sub}>{callerName(words, contact)}</span>
      </h2>
      <Group gap={8} role="radiogroup" aria-labelledby="outcome">
        {outcomes.map(({ id, label }, i) => (
          <Chip
            key={id}
            type="radio"
            name="outcome"
            value={id}
            checked={chosen === id}
            variant="outline"
            size="sm"
            disabled={say.pending}
            onChange={() => void run(contactId, id)}
          >
            {label} {i < 9 && <Kbd aria-hidden>{i + 1}</Kbd>}
          </Chip>
        ))}
      </Group>
      <p role="status" className={classes.sub}>
        {chosen === null ? '' : words.outcome.kept}
      </p>
      <Refusal error={say.error} onClose={say.forget} />
    </section>
  );
}
