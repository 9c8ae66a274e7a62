import { Button, Group, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { calls } from '../http/calls.ts';
import type { Who } from '../http/contract.ts';
import { Refused } from '../http/request.ts';
import { useWords } from '../words/words.tsx';
import { Mark } from './mark.tsx';
import { LanguageSwitch, SchemeSwitch } from './preferences.tsx';
import { Refusal } from './refusal.tsx';
import classes from './shell.module.css';
import { useCommand } from './use-command.ts';

/** The whole page of someone who is not signed in. */
export function SignInPage({ onSignedIn }: { onSignedIn: (who: Who) => void }) {
  const words = useWords();
  return (
    <main className={classes.signIn}>
      <Paper className={classes.signInCard} radius="lg" p="xl">
        <Group gap="sm" mb="lg">
          <Mark size={34} />
          <Text fw={650} size="xl">
            {words.product}
          </Text>
        </Group>
        <Title order={1} size="h3" mb="md">
          {words.signIn.title}
        </Title>
        <SignInForm name="" onSignedIn={onSignedIn} />
      </Paper>
      <Group justify="center" gap="xs">
        <LanguageSwitch />
        <SchemeSwitch />
      </Group>
    </main>
  );
}

type SignInFormProps = { hint?: string; name: string; onSignedIn: (who: Who) => void };

/** Name and password. Says what is wrong: missing, not matching, or too many tries and for how long. */
export function SignInForm({ hint, name: known, onSignedIn }: SignInFormProps) {
  const words = useWords();
  const [name, setName] = useState(known);
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState(false);
  const signIn = useCommand(calls.signIn, onSignedIn);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const incomplete = name.trim() === '' || password === '';
    setMissing(incomplete);
    if (!incomplete) void signIn.run(name.trim(), password);
  };
  const waitSeconds = signIn.error instanceof Refused ? (signIn.error.retryAfterSeconds ?? 60) : 60;

  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {hint !== undefined && <Text size="sm">{hint}</Text>}
        <TextInput
          label={words.signIn.name}
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          autoFocus={known === ''}
        />
        <PasswordInput
          label={words.signIn.password}
          name="password"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          data-autofocus={known !== '' || undefined}
        />
        {missing && (
          <Text role="alert" size="sm" c="var(--mantine-color-error)">
            {words.signIn.missing}
          </Text>
        )}
        <Refusal
          error={missing ? null : signIn.error}
          says={{ 401: words.signIn.wrong, 422: words.signIn.wrong, 429: words.signIn.tooMany(waitSeconds) }}
        />
        <Button type="submit" loading={signIn.pending} size="md" mt={4}>
          {words.signIn.submit}
        </Button>
      </Stack>
    </form>
  );
}
