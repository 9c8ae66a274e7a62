import { ActionIcon, Button, Group, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { Outcome } from '../../http/contract.ts';
import { useWords } from '../../words/words.tsx';
import own from './outcome-fields.module.css';

type OutcomeFieldsProps = {
  outcomes: Outcome[];
  error: (field: string) => string | undefined;
  onChange: (outcomes: Outcome[]) => void;
};

/** What may come of a call: chips, in the order of their number keys; Enter adds one. */
export function OutcomeFields({ outcomes, error, onChange }: OutcomeFieldsProps) {
  const words = useWords();
  const [label, setLabel] = useState('');
  const add = () => {
    const typed = label.trim();
    setLabel('');
    if (typed === '' || outcomes.some((one) => one.label === typed)) return;
    onChange([...outcomes, { id: newId(typed, outcomes), label: typed }]);
  };
  const wrong =
    error('outcomes') ??
    outcomes.map((_, i) => error(`outcomes.${i}.label`) ?? error(`outcomes.${i}.id`)).find(Boolean);
  return (
    <div className={own.outcomes}>
      <ul className={own.chips} aria-label={words.admin.outcomes}>
        {outcomes.map((outcome, i) => (
          <li key={outcome.id} className={own.chip}>
            {outcome.label}
            <ActionIcon
              variant="subtle"
              color="gray"
              size="sm"
              aria-label={words.admin.outcomeRemove(outcome.label)}
              onClick={() => onChange(outcomes.toSpliced(i, 1))}
            >
              <IconX size={14} aria-hidden />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <Group align="flex-end" gap={8}>
        <TextInput
          label={words.admin.outcomes}
          description={words.admin.outcomesHint}
          value={label}
          maxLength={40}
          error={wrong}
          autoComplete="off"
          onChange={(event) => setLabel(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            add();
          }}
        />
        <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={add}>
          {words.admin.outcomeAdd}
        </Button>
      </Group>
    </div>
  );
}

/** An id that reads like the label where that is written in Latin letters, and is not taken. */
function newId(label: string, taken: readonly Outcome[]): string {
  const plain = label
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 32);
  const stem = plain === '' ? 'outcome' : plain;
  const ids = new Set(taken.map(({ id }) => id));
  let id = stem;
  for (let n = 2; ids.has(id); n += 1) id = `${stem}-${n}`;
  return id;
}
