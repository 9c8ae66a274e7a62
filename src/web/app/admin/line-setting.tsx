import { Button, Group, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ComponentProps, type FormEvent, useState } from 'react';
import { calls } from '../http/calls.ts';
import type { Line } from '../http/contract.ts';
import { saveAmidOthers } from '../http/save-amid-others.ts';
import { useUnsaved } from '../shell/leave-guard.tsx';
import { Refusal } from '../shell/refusal.tsx';
import { useCommand } from '../shell/use-command.ts';
import { useWords } from '../words/words.tsx';
import { ChangedMeanwhileDialog } from './changes/changed-meanwhile-dialog.tsx';
import { fieldError, hasFieldErrors } from './field-errors.ts';
import { Section } from './section.tsx';
import { number as numberTyped } from './typed.ts';

type LineSettingProps = {
  id: string;
  heading: string;
  hint: string;
  field: keyof Line;
  label: string;
  description: (typed: string) => string;
  /** What a saved value means. */
  saved: (line: Line) => string;
  /** As it goes to the server, which says what is wrong with it. */
  value: (typed: string) => unknown;
  input?: Pick<ComponentProps<typeof TextInput>, 'type' | 'inputMode'>;
};

/** One setting of the line as a whole; an empty field is none. */
function LineSetting({
  id,
  heading,
  hint,
  field,
  label,
  description,
  saved,
  value,
  input,
}: LineSettingProps) {
  const words = useWords();
  const line = useQuery({ queryKey: ['line'], queryFn: async () => (await calls.line()).value });
  /** With the settings that were there when it was begun. */
  const [typed, setTyped] = useState<{ text: string; before: Line } | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const kept = String(line.data?.[field] ?? '');
  const text = typed?.text ?? kept;
  const save = useCommand(
    (before: Line) =>
      saveAmidOthers(
        {
          read: calls.line,
          // The rest of the line's settings goes back as it came.
          write: (parts, now, seen) => calls.putLine({ ...now, ...parts }, seen),
        },
        before,
        [{ setting: field, value: text.trim() === '' ? null : value(text.trim()) }],
      ),
    (stored) => {
      setDone(saved(stored));
      showNow();
    },
  );
  const showNow = () => void line.refetch().then(() => setTyped(null));
  useUnsaved(text !== kept);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setDone(null);
    if (line.data !== undefined) void save.run(typed?.before ?? line.data);
  };
  if (line.isError) return <Refusal error={line.error} />;
  return (
    <Section id={id} title={heading} hint={hint}>
      <form onSubmit={submit} noValidate>
        <Group align="flex-end" gap="sm" mt="sm">
          <TextInput
            {...input}
            label={label}
            description={description(text)}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={text}
            autoComplete="off"
            error={fieldError(words, save.error, field)}
            disabled={line.data === undefined}
            onChange={(event) =>
              line.data !== undefined &&
              setTyped({ text: event.currentTarget.value, before: typed?.before ?? line.data })
            }
            miw={260}
            flex={1}
            maw={420}
          />
          <Button
            type="submit"
            variant="light"
            loading={save.pending}
            disabled={line.data === undefined}
            mb={20}
          >
            {words.common.save}
          </Button>
        </Group>
        <div role="status">{done}</div>
        {!hasFieldErrors(save.error) && <Refusal error={save.error} />}
        <ChangedMeanwhileDialog<Line>
          error={save.error}
          onKeepMine={({ now }) => void save.run(now)}
          onTakeTheirs={() => {
            save.forget();
            showNow();
          }}
          onClose={save.forget}
        />
      </form>
    </Section>
  );
}

/** The number that operators with a phone alone call. */
export function OperatorNumber() {
  const { byPhone } = useWords();
  return (
    <LineSetting
      id="by-phone"
      heading={byPhone.heading}
      hint={byPhone.hint}
      field="operatorNumber"
      label={byPhone.number}
      description={() => byPhone.numberHint}
      saved={({ operatorNumber }) => (operatorNumber === null ? byPhone.numberGone : byPhone.numberSaved)}
      value={(typed) => typed}
      input={{ type: 'tel' }}
    />
  );
}

/** After how long a console that is gone makes its operator away. */
export function ConsoleGone() {
  const { admin } = useWords();
  return (
    <LineSetting
      id="console-gone"
      heading={admin.consoleGone}
      hint={admin.consoleGoneHint}
      field="consoleGoneSeconds"
      label={admin.consoleGoneAfter}
      description={(typed) => {
        const seconds = numberTyped(typed);
        const longer = typeof seconds === 'number' && seconds >= 60 ? admin.isMinutes(seconds) : '';
        return [longer, admin.consoleGoneAfterHint].filter((one) => one !== '').join(' · ');
      }}
      saved={({ consoleGoneSeconds }) =>
        consoleGoneSeconds === null ? admin.consoleGoneNever : admin.consoleGoneSaved(consoleGoneSeconds)
      }
      value={numberTyped}
      input={{ inputMode: 'numeric' }}
    />
  );
}
