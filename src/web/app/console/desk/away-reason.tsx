import { Chip, Group, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { calls } from '../../http/calls.ts';
import { useKept } from '../../shell/kept-choice.ts';
import { Refusal } from '../../shell/refusal.tsx';
import { useMe } from '../../shell/session.tsx';
import { useCommand } from '../../shell/use-command.ts';
import { useWords } from '../../words/words.tsx';
import own from './desk-bar.module.css';

const KEPT = 2;
/** Given by the server where the operator did not go away themselves. */
const NOT_THEIRS = new Set(['missed', 'console-gone']);

/** Why the operator is away, for who sees the desks: a click, or own words, of which the last are offered again. */
export function AwayReason({ reason }: { reason: string | null }) {
  const words = useWords().awayReason;
  const me = useMe();
  const [lastUsed, keep] = useKept(`own.away.${me.name}`, read);
  const [typed, setTyped] = useState('');
  const away = useCommand(calls.away);
  if (reason !== null && NOT_THEIRS.has(reason)) return null;
  const given = reason === null || reason === '' ? [] : [reason];
  const offered = [...new Set([...words.reasons, ...lastUsed, ...given])];
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const text = typed.trim();
    if (text === '' || !(await away.run(text))) return;
    setTyped('');
    if (!words.reasons.includes(text)) keep([text, ...lastUsed.filter((one) => one !== text)].slice(0, KEPT));
  };
  return (
    <form className={own.awayReason} onSubmit={(event) => void submit(event)}>
      <Group gap={8} role="radiogroup" aria-label={words.heading}>
        {offered.map((one) => (
          <Chip
            key={one}
            type="radio"
            name="away"
            value={one}
            checked={reason === one}
            variant="outline"
            size="sm"
            disabled={away.pending}
            onChange={() => void away.run(one)}
          >
            {one}
          </Chip>
        ))}
      </Group>
      <TextInput
        size="xs"
        aria-label={words.other}
        placeholder={words.other}
        maxLength={120}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Refusal error={away.error} onClose={away.forget} />
    </form>
  );
}

function read(kept: unknown): string[] {
  return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : [];
}
