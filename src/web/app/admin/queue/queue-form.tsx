import { Button, Group, Text } from '@mantine/core';
import { IconArrowBackUp, IconCheck } from '@tabler/icons-react';
import { type FormEvent, useRef, useState } from 'react';
import { settingOf } from '../../../../waiting/settings-compared.ts';
import { calls } from '../../http/calls.ts';
import type { Queue } from '../../http/contract.ts';
import { type ChangedMeanwhile, saveAmidOthers, type Typed } from '../../http/save-amid-others.ts';
import { keepFocus } from '../../shell/keep-focus.ts';
import { useUnsaved } from '../../shell/leave-guard.tsx';
import { Refusal } from '../../shell/refusal.tsx';
import { useCommand } from '../../shell/use-command.ts';
import { useWords } from '../../words/words.tsx';
import classes from '../admin.module.css';
import { CallbackFields } from './callback-fields.tsx';
import { ChangedMeanwhileDialog } from '../changes/changed-meanwhile-dialog.tsx';
import { fieldError, hasFieldErrors } from '../field-errors.ts';
import { HoursFields } from './hours-fields.tsx';
import { LimitFields } from './limit-fields.tsx';
import { LineFields } from './line-fields.tsx';
import { bodyOf, changesOf, draftAmid, draftOf, heardBody, type QueueDraft } from './queue-draft.ts';
import { PilotFields } from './pilot-fields.tsx';
import { RankingFields } from './ranking-fields.tsx';
import { RhythmFields } from './rhythm-fields.tsx';
import { TimeZones } from './time-zone-field.tsx';
import { TopicFields } from './topic-fields.tsx';
import { useHeard } from './use-heard.ts';
import { WaitingFields } from './waiting-fields.tsx';

type QueueFormProps = { queue: Queue; queues: Queue[]; onSaved: (queue: Queue) => void };
/** `before` has what was changed, as it was. */
type Outcome = { kind: 'saved'; before: Typed[] } | { kind: 'undone' } | null;

/** A queue's settings. Saving can be undone; leaving with unsaved changes asks first. */
export function QueueForm({ queue: latest, queues, onSaved }: QueueFormProps) {
  const words = useWords();
  /** As the server had it when what is typed was begun. */
  const [queue, setQueue] = useState(latest);
  const [draft, setDraft] = useState<QueueDraft>(() => draftOf(queue));
  const [outcome, setOutcome] = useState<Outcome>(null);
  const after = useRef<Outcome>(null);
  const said = useRef<HTMLDivElement>(null);
  const save = useCommand(
    (before: Queue, typed: readonly Typed[]) =>
      saveAmidOthers(
        {
          read: () => calls.queue(queue.id),
          write: (parts, _now, seen) => calls.changeQueue(queue.id, parts, seen),
        },
        before,
        typed,
      ),
    (stored) => {
      onSaved(stored);
      setQueue(stored);
      setDraft(draftOf(stored));
      setOutcome(after.current);
      keepFocus(said.current);
    },
  );
  const changed = JSON.stringify(draft) !== JSON.stringify(draftOf(queue));
  useUnsaved(changed);
  if (latest !== queue && !changed) {
    setQueue(latest);
    setDraft(draftOf(latest));
  }

  const edit = (change: Partial<QueueDraft>) => {
    setDraft({ ...draft, ...change });
    setOutcome(null);
  };
  const change = async (before: Queue, typed: readonly Typed[], next: Outcome) => {
    after.current = next;
    if (!(await save.run(before, typed))) focusFirstError();
  };
  /** Saving what was typed into `before` can be undone. */
  const saveInto = (before: Queue, typed: readonly Typed[]) => {
    const was = typed.map(({ setting }) => ({ setting, value: settingOf(before, setting) }));
    void change(before, typed, { kind: 'saved', before: was });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saveInto(queue, changesOf(queue, draft));
  };
  const takeTheirs = ({ now, typed, both }: ChangedMeanwhile<Queue>) => {
    const mine = typed.map(({ setting }) => setting);
    const theirs = both.map(({ setting }) => setting);
    onSaved(now);
    setDraft(
      draftAmid(
        now,
        draft,
        mine.filter((setting) => !theirs.includes(setting)),
      ),
    );
    setOutcome(null);
    save.forget();
  };
  const error = (field: string) => fieldError(words, save.error, field);
  const part = { draft, error, onChange: edit };
  const heard = useHeard(queue.id, heardBody(bodyOf(queue, draft), {}));

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
      <LineFields {...part} heard={heard} />
      <TopicFields
        heard={heard}
        topics={draft.topics}
        languages={queue.languages}
        queues={queues}
        error={error}
        onChange={(topics) => edit({ topics })}
      />
      <HoursFields heard={heard} draft={draft.hours} error={error} onChange={(hours) => edit({ hours })} />
      <LimitFields {...part} heard={heard} />
      <CallbackFields {...part} heard={heard} />
      <WaitingFields {...part} />
      <RankingFields {...part} />
      <PilotFields
        draft={draft.pilot}
        error={error}
        onChange={(pilot) => edit({ pilot: { ...draft.pilot, ...pilot } })}
      />
      <TimeZones />
      <div
        className={classes.saveBar}
        data-changed={changed || undefined}
        data-news={changed || outcome !== null || undefined}
      >
        <div ref={said} role="status" tabIndex={-1} className={classes.outcome}>
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
              onClick={() => void change(queue, outcome.before, { kind: 'undone' })}
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
      <ChangedMeanwhileDialog<Queue>
        error={save.error}
        onKeepMine={({ now, typed }) => saveInto(now, typed)}
        onTakeTheirs={takeTheirs}
        onClose={save.forget}
      />
    </form>
  );
}

/** Once the marks are on the page. */
function focusFirstError(): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>('form [aria-invalid="true"]')?.focus());
}
