import { Button, Group, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { calls } from '../http/calls.ts';
import type { Line } from '../http/contract.ts';
import { useUnsaved } from '../shell/leave-guard.tsx';
import { Refusal } from '../shell/refusal.tsx';
import { useCommand } from '../shell/use-command.ts';
import { useWords } from '../words/words.tsx';
import { fieldError, hasFieldErrors } from './field-errors.ts';
import { Section } from './section.tsx';

/** The number that operators with a phone alone call. */
export function OperatorNumber() {
  const words = useWords();
  const line = useQuery({ queryKey: ['line'], queryFn: calls.line });
  const [typed, setTyped] = useState<string | null>(null);
  const [saved, setSaved] = useState<string | null>(null);
  const kept = line.data?.operatorNumber ?? '';
  const number = typed ?? kept;
  const save = useCommand(
    // The rest of the line's settings goes back as it came.
    (rest: Line) => calls.putLine({ ...rest, operatorNumber: number.trim() === '' ? null : number.trim() }),
    ({ operatorNumber }) => {
      setSaved(operatorNumber === null ? words.byPhone.numberGone : words.byPhone.numberSaved);
      void line.refetch().then(() => setTyped(null));
    },
  );
  useUnsaved(number !== kept);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setSaved(null);
    if (line.data !== undefined) void save.run(line.data);
  };
  if (line.isError) return <Refusal error={line.error} />;
  return (
    <Section id="by-phone" title={words.byPhone.heading} hint={words.byPhone.hint}>
      <form onSubmit={submit} noValidate>
        <Group align="flex-end" gap="sm" mt="sm">
          <TextInput
            label={words.byPhone.number}
            description={words.byPhone.numberHint}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={number}
            type="tel"
            autoComplete="off"
            error={fieldError(save.error, 'operatorNumber')}
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
        <div role="status">{saved}</div>
        {!hasFieldErrors(save.error) && <Refusal error={save.error} />}
      </form>
    </Section>
  );
}
