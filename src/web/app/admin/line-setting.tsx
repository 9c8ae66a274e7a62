import { Button, Group, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ComponentProps, type FormEvent, useState } from 'react';
import { calls } from '../http/calls.ts';
import type { Line } from '../http/contract.ts';
import { useUnsaved } from '../shell/leave-guard.tsx';
import { Refusal } from '../shell/refusal.tsx';
import { useCommand } from '../shell/use-command.ts';
import { useWords } from '../words/words.tsx';
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
  const line = useQuery({ queryKey: ['line'], queryFn: calls.line });
  const [typed, setTyped] = useState<string | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const kept = String(line.data?.[field] ?? '');
  const text = typed ?? kept;
  const save = useCommand(
    // The rest of the line's settings goes back as it came.
    (rest: Line) =>
      calls.putLine({ ...rest, [field]: text.trim() === '' ? null : value(text.trim()) } as Line),
    (stored) => {
      setDone(saved(stored));
      void line.refetch().then(() => setTyped(null));
    },
  );
  useUnsaved(text !== kept);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setDone(null);
    if (line.data !== undefined) void save.run(line.data);
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
            onChange={(event) => setTyped(event.currentTarget.value)}
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
