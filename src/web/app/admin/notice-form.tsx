import { Button, Group, Text, Textarea, TextInput, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { calls } from '../http/calls.ts';
import type { Notice, Queue } from '../http/contract.ts';
import { Refusal } from '../shell/refusal.tsx';
import { useCommand } from '../shell/use-command.ts';
import { useWords } from '../words/words.tsx';
import classes from './admin.module.css';
import { fieldError, hasFieldErrors } from './field-errors.ts';

type NoticeFormProps = { queue: Queue; onChanged: (notice: Notice | null) => void };

const HOUR_MS = 3_600_000;

/** What is told to every caller now: begins at once, ends by itself or by a button. */
export function NoticeForm({ queue, onChanged }: NoticeFormProps) {
  const words = useWords();
  const { notice } = queue;
  const [text, setText] = useState<Record<string, string>>(notice?.text ?? {});
  const [until, setUntil] = useState(() =>
    localTime(notice?.until ?? new Date(Date.now() + HOUR_MS).toISOString()),
  );
  const begin = useCommand((body: unknown) => calls.setNotice(queue.id, body), onChanged);
  const end = useCommand(
    () => calls.endNotice(queue.id),
    () => onChanged(null),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const given = Object.entries(text).filter(([, one]) => one.trim() !== '');
    void begin.run({ text: Object.fromEntries(given), until: isoTime(until) });
  };
  const failed = begin.error ?? end.error;
  return (
    <form onSubmit={submit} noValidate className={classes.panel} aria-labelledby="notice">
      <Title order={2} size="h4" id="notice">
        {words.admin.notice}
      </Title>
      <Text size="sm" c="dimmed">
        {notice === null ? words.admin.noticeHint : words.admin.noticeNow(notice.owner)}
      </Text>
      <div className={classes.fields}>
        {queue.languages.map((language) => (
          <Textarea
            key={language}
            label={words.admin.noticeText(language)}
            rows={2}
            maxLength={200}
            value={text[language] ?? ''}
            error={fieldError(begin.error, `text.${language}`)}
            onChange={(event) => setText({ ...text, [language]: event.currentTarget.value })}
          />
        ))}
        <TextInput
          type="datetime-local"
          label={words.admin.noticeUntil}
          value={until}
          error={fieldError(begin.error, 'until')}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
      </div>
      {failed !== null && !hasFieldErrors(failed) && <Refusal error={failed} />}
      <Group gap="sm" mt="md">
        <Button type="submit" variant="default" loading={begin.pending}>
          {notice === null ? words.admin.noticeBegin : words.admin.noticeReplace}
        </Button>
        {notice !== null && (
          <Button variant="subtle" loading={end.pending} onClick={() => void end.run()}>
            {words.admin.noticeEnd}
          </Button>
        )}
      </Group>
    </form>
  );
}

/** A time as the browser's own field shows it: on the clock of the admin. */
function localTime(iso: string): string {
  const at = new Date(iso);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function isoTime(local: string): string {
  const at = new Date(local);
  return Number.isNaN(at.getTime()) ? local : at.toISOString();
}
