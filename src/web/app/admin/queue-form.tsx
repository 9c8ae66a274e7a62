import { Button, Group, Text, Textarea, TextInput, Title } from '@mantine/core';
import { IconArrowBackUp, IconCheck } from '@tabler/icons-react';
import { type FormEvent, useRef, useState } from 'react';
import { calls } from '../http/calls.ts';
import type { Queue } from '../http/contract.ts';
import { useUnsaved } from '../shell/leave-guard.tsx';
import { Refusal } from '../shell/refusal.tsx';
import { useCommand } from '../shell/use-command.ts';
import { useWords } from '../words/words.tsx';
import classes from './admin.module.css';
import { fieldError, hasFieldErrors } from './field-errors.ts';
import { bodyOf, draftOf, type QueueDraft } from './queue-draft.ts';
import { HoursFields } from './hours-fields.tsx';
import { LimitFields } from './limit-fields.tsx';
import { RhythmFields } from './rhythm-fields.tsx';
import { TopicFields } from './topic-fields.tsx';

type QueueFormProps = { queue: Queue; queues: Queue[]; onSaved: (queue: Queue) => void };
type Outcome = { kind: 'saved'; before: Queue } | { kind: 'undone' } | null;

/** A queue's settings. Saving can be undone; leaving with unsaved changes asks first. */
export function QueueForm({ queue, queues, onSaved }: QueueFormProps) {
  const words = useWords();
  const [draft, setDraft] = useState<QueueDraft>(() => draftOf(queue));
  const [outcome, setOutcome] = useState<Outcome>(null);
  const after = useRef<Outcome>(null);
  const save = useCommand(
    (body: unknown) => calls.putQueue(queue.id, body),
    (stored) => {
      onSaved(stored);
      setDraft(draftOf(stored));
      setOutcome(after.current);
    },
  );
  const changed = JSON.stringify(draft) !== JSON.stringify(draftOf(queue));
  useUnsaved(changed);

  const edit = (change: Partial<QueueDraft>) => {
    setDraft({ ...draft, ...change });
    setOutcome(null);
  };
  const put = async (body: unknown, next: Outcome) => {
    after.current = next;
    if (!(await save.run(body))) focusFirstError();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void put(bodyOf(queue, draft), { kind: 'saved', before: queue });
  };
  const error = (field: string) => fieldError(save.error, field);

  return (
    <form onSubmit={submit} noValidate className={classes.form} aria-label={queue.name}>
      {(['inLine', 'onHold'] as const).map((kind) => (
        <RhythmFields
          key={kind}
          kind={kind}
          draft={draft[kind]}
          error={(field) => error(`${kind}.${field}`)}
          onChange={(rhythm) => edit({ [kind]: rhythm })}
        />
      ))}
      <section className={classes.panel}>
        <Title order={2} size="h4">
          {words.admin.basics}
        </Title>
        <div className={classes.fields}>
          <TextInput
            label={words.admin.name}
            description={words.admin.nameHint}
            value={draft.name}
            error={error('name')}
            onChange={(event) => edit({ name: event.currentTarget.value })}
          />
          <TextInput
            label={words.admin.languages}
            description={words.admin.languagesHint}
            value={draft.languages}
            error={error('languages')}
            onChange={(event) => edit({ languages: event.currentTarget.value })}
          />
          <Textarea
            label={words.admin.numbers}
            description={words.admin.numbersHint}
            rows={3}
            value={draft.numbers}
            error={error('numbers')}
            onChange={(event) => edit({ numbers: event.currentTarget.value })}
          />
          <div className={classes.narrowFields}>
            <TextInput
              label={words.admin.priority}
              description={words.admin.priorityHint}
              inputMode="numeric"
              value={draft.priority}
              error={error('priority')}
              onChange={(event) => edit({ priority: event.currentTarget.value })}
            />
            <TextInput
              label={words.admin.wrapUp}
              description={words.admin.wrapUpHint}
              inputMode="numeric"
              value={draft.wrapUpSeconds}
              error={error('wrapUpSeconds')}
              rightSection={<span className={classes.unit}>{words.admin.secondsUnit}</span>}
              onChange={(event) => edit({ wrapUpSeconds: event.currentTarget.value })}
            />
          </div>
          <TextInput
            label={words.admin.newsOnly}
            description={words.admin.newsOnlyHint}
            inputMode="numeric"
            value={draft.newsOnlyLongestSeconds}
            error={error('newsOnlyLongestSeconds')}
            rightSection={<span className={classes.unit}>{words.admin.secondsUnit}</span>}
            onChange={(event) => edit({ newsOnlyLongestSeconds: event.currentTarget.value })}
          />
        </div>
      </section>
      <HoursFields draft={draft.hours} error={error} onChange={(hours) => edit({ hours })} />
      <LimitFields draft={draft} error={error} onChange={edit} />
      <TopicFields
        topics={draft.topics}
        languages={queue.languages}
        queues={queues}
        error={error}
        onChange={(topics) => edit({ topics })}
      />
      <div
        className={classes.saveBar}
        data-changed={changed || undefined}
        data-news={changed || outcome !== null || undefined}
      >
        <div role="status" className={classes.outcome}>
          {changed && !save.pending && <Text size="sm">{words.admin.unsaved}</Text>}
          {!changed && outcome !== null && (
            <Text size="sm" className={classes.good}>
              <IconCheck size={18} aria-hidden />
              {outcome.kind === 'saved' ? words.admin.saved : words.admin.undone}
            </Text>
          )}
          {!changed && outcome?.kind === 'saved' && (
            <Button
              variant="subtle"
              size="compact-sm"
              disabled={save.pending}
              leftSection={<IconArrowBackUp size={16} aria-hidden />}
              onClick={() => void put(outcome.before, { kind: 'undone' })}
            >
              {words.admin.undo}
            </Button>
          )}
        </div>
        {save.error !== null &&
          (hasFieldErrors(save.error) ? (
            <Text role="alert" size="sm" c="var(--mantine-color-error)">
              {words.admin.fieldsWrong}
            </Text>
          ) : (
            <Refusal error={save.error} onClose={save.forget} />
          ))}
        <Group gap="sm" ml="auto">
          <Button
            variant="default"
            disabled={!changed || save.pending}
            onClick={() => {
              setDraft(draftOf(queue));
              save.forget();
            }}
          >
            {words.admin.discard}
          </Button>
          <Button type="submit" disabled={!changed} loading={save.pending}>
            {words.common.save}
          </Button>
        </Group>
      </div>
    </form>
  );
}

/** Once the marks are on the page. */
function focusFirstError(): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>('form [aria-invalid="true"]')?.focus());
}
