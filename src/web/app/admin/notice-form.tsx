import { Button, Group, Text, Textarea, TextInput } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { type FormEvent, useEffect, useState } from 'react';
import { LONGEST_NOTICE_SECONDS } from '../../../voice-script/check-notice.ts';
import { calls } from '../http/calls.ts';
import type { Notice, Queue } from '../http/contract.ts';
import { useUnsaved } from '../shell/leave-guard.tsx';
import { Refusal } from '../shell/refusal.tsx';
import { useCommand } from '../shell/use-command.ts';
import { useLanguage, useWords } from '../words/words.tsx';
import classes from './admin.module.css';
import { fieldError, hasFieldErrors } from './field-errors.ts';
import { HeardLines } from './heard-lines.tsx';
import { heardBody } from './queue-draft.ts';
import { Section } from './section.tsx';
import { useHeard } from './use-heard.ts';

type NoticeFormProps = { queue: Queue; onChanged: (notice: Notice | null) => void };

const HOUR_MS = 3_600_000;
const LOOK_AT_CLOCK_MS = 5_000;

/** What is told to every caller now: begins at once, ends by itself or by a button. */
export function NoticeForm({ queue, onChanged }: NoticeFormProps) {
  const words = useWords();
  const { language: ui } = useLanguage();
  const notice = useInForce(queue.notice);
  const [text, setText] = useState<Record<string, string>>(notice?.text ?? {});
  const [until, setUntil] = useState(() =>
    localTime(notice?.until ?? new Date(Date.now() + HOUR_MS).toISOString()),
  );
  const [ended, setEnded] = useState<Notice | null>(null);
  const begin = useCommand(
    (body: unknown) => calls.setNotice(queue.id, body),
    (begun) => {
      setText(begun.text);
      setEnded(null);
      onChanged(begun);
    },
  );
  const end = useCommand(
    () => calls.endNotice(queue.id),
    () => {
      setText({});
      setEnded(notice);
      onChanged(null);
    },
  );
  const given = Object.fromEntries(Object.entries(text).filter(([, one]) => one.trim() !== ''));
  const isEmpty = Object.keys(given).length === 0;
  useUnsaved(JSON.stringify(given) !== JSON.stringify(notice?.text ?? {}));
  const heard = useHeard(queue.id, heardBody(queue, given));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    end.forget();
    void begin.run({ text: given, until: isoTime(until) });
  };
  const failed = begin.error ?? end.error;
  const time = new Intl.DateTimeFormat(ui, { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' });
  const said =
    notice === null
      ? words.admin.noticeHint
      : words.admin.noticeNow(notice.owner, time.format(new Date(notice.until)));
  return (
    <form onSubmit={submit} noValidate aria-label={words.admin.notice}>
      <Section id="notice" title={words.admin.notice} hint={said}>
        <div className={classes.fields}>
          {queue.languages.map((language, i) => (
            <Textarea
              key={language}
              label={words.admin.noticeText(words.languages[language] ?? language)}
              description={
                i === 0 ? words.admin.noticeTextHint(LONGEST_NOTICE_SECONDS) : words.admin.noticeEmpty
              }
              rows={2}
              maxLength={200}
              value={text[language] ?? ''}
              error={fieldError(words, begin.error, isEmpty && i === 0 ? 'text' : `text.${language}`)}
              onChange={(event) => setText({ ...text, [language]: event.currentTarget.value })}
            />
          ))}
          <TextInput
            type="datetime-local"
            label={words.admin.noticeUntil}
            description={words.admin.noticeUntilHint}
            value={until}
            error={fieldError(words, begin.error, 'until')}
            onChange={(event) => setUntil(event.currentTarget.value)}
          />
        </div>
        <HeardLines heard={heard} part="notice" />
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
          <div role="status" className={classes.outcome}>
            {notice === null && ended !== null && (
              <>
                <Text size="sm">{words.admin.noticeEnded}</Text>
                <Button
                  variant="subtle"
                  size="compact-sm"
                  loading={begin.pending}
                  leftSection={<IconArrowBackUp size={16} aria-hidden />}
                  onClick={() => void begin.run({ text: ended.text, until: ended.until })}
                >
                  {words.admin.undo}
                </Button>
              </>
            )}
          </div>
        </Group>
      </Section>
    </form>
  );
}

/** The notice until it ends by itself, also while the page lies open. */
function useInForce(notice: Notice | null): Notice | null {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), LOOK_AT_CLOCK_MS);
    return () => clearInterval(timer);
  }, []);
  return notice !== null && now < Date.parse(notice.until) ? notice : null;
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
