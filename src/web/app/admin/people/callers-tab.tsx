import { Button, Group, Text, TextInput } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { calls } from '../../http/calls.ts';
import { Refusal } from '../../shell/refusal.tsx';
import { useCommand } from '../../shell/use-command.ts';
import { useWords } from '../../words/words.tsx';
import classes from '../admin.module.css';
import { fieldError, hasFieldErrors } from '../field-errors.ts';
import { Section } from '../section.tsx';

/** Has forgotten what a number chose to have remembered. The number is typed, sent, and kept nowhere. */
export function CallersTab() {
  const words = useWords();
  const { admin } = words;
  const [number, setNumber] = useState('');
  const [done, setDone] = useState(false);
  const forget = useCommand(calls.forgetCaller, () => {
    setNumber('');
    setDone(true);
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setDone(false);
    void forget.run(number.replace(/[\s()-]/g, ''));
  };
  return (
    <form onSubmit={submit} noValidate autoComplete="off">
      <Section id="forget" title={admin.forget} hint={admin.forgetHint}>
        <div className={classes.fields}>
          <TextInput
            label={admin.forgetNumber}
            description={admin.forgetNumberHint}
            inputMode="tel"
            autoComplete="off"
            value={number}
            error={fieldError(words, forget.error, 'number')}
            onChange={(event) => {
              setNumber(event.currentTarget.value);
              setDone(false);
            }}
          />
        </div>
        {forget.error !== null && !hasFieldErrors(forget.error) && <Refusal error={forget.error} />}
        <Group gap="md" mt="md">
          <Button type="submit" variant="default" loading={forget.pending}>
            {admin.forgetSubmit}
          </Button>
          <div role="status">
            {done && (
              <Text size="sm" className={classes.good}>
                <IconCheck size={18} aria-hidden />
                {admin.forgotten}
              </Text>
            )}
          </div>
        </Group>
      </Section>
    </form>
  );
}
