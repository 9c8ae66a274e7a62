import { Button, Group, Text, Textarea, TextInput } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { type FormEvent, useRef, useState } from 'react';
import { LONGEST_NOTICE_SECONDS } from '../../../../voice-script/check-notice.ts';
import { calls } from '../../http/calls.ts';
import type { Notice, Queue } from '../../http/contract.ts';
import type { Seen } from '../../http/request.ts';
import { saveAmidOthers, type Typed } from '../../http/save-amid-others.ts';
import { keepFocus } from '../../shell/keep-focus.ts';
import { useUnsaved } from '../../shell/leave-guard.tsx';
import { Refusal } from '../../shell/refusal.tsx';
import { useCommand } from '../../shell/use-command.ts';
import { useLanguage, useWords } from '../../words/words.tsx';
import classes from '../admin.module.css';
import { ChangedMeanwhileDialog } from '../changes/changed-meanwhile-dialog.tsx';
import { fieldError, hasFieldErrors } from '../field-errors.ts';
import { HeardLines } from '../queue/heard-lines.tsx';
import { heardBody } from '../queue/queue-draft.ts';
import { Section } from '../section.tsx';
import { useHeard } from '../queue/use-heard.ts';
import { useInForce } from './use-in-force.ts';

type NoticeFormProps = { queue: Queue; onChanged: (notice: Notice | null) => void };

const HOUR_MS = 3_600_000;

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
  const result = useRef<HTMLDivElement>(null);
  /** As the server had it when what is typed was begun. */
  const [before, setBefore] = useState(() => settled(queue.notice));
  const shown = (begun: Notice | null) => {
    setBefore(settled(begun));
    setText(begun?.text ?? {});
    onChanged(begun);
    keepFocus(result.current);
  };
  const begin = useCommand(
    (seen: Settled, body: Typed['value']) =>
      saveAmidOthers(
        {
          read: () => readNotice(queue.id),
          write: (_parts, _now, tag) => calls.setNotice(queue.id, body, tag),
        },
        seen,
        [{ setting: 'notice', value: body }],
      ),
    (begun) => {
      setEnded(null);
      shown(begun);
    },
  );
  const end = useCommand(
    (seen: Settled) =>
      saveAmidOthers(
        { read: () => readNotice(queue.id), write: (_parts, _now, tag) => calls.endNotice(queue.id, tag) },
        seen,
        [{ setting: 'notice', value: null }],
      ),
    () => {
      setEnded(notice);
      shown(null);
    },
  );
  const given = Object.fromEntries(Object.entries(text).filter(([, one]) => one.trim() !== ''));
  const isEmpty = Object.keys(given).length === 0;
  useUnsaved(JSON.stringify(given) !== JSON.stringify(notice?.text ?? {}));
  const heard = useHeard(queue.id, heardBody(queue, given));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    end.forget();
    void begin.run(inForce(before), { text: given, until: isoTime(until) });
  };
  const failed = begin.error ?? end.error;
  const forget = () => {
    begin.forget();
    end.forget();
  };
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
            <Button variant="subtle" loading={end.pending} onClick={() => void end.run(inForce(before))}>
              {words.admin.noticeEnd}
            </Button>
          )}
          <div ref={result} role="status" tabIndex={-1} className={classes.outcome}>
            {notice === null && ended !== null && (
              <>
                <Text size="sm">{words.admin.noticeEnded}</Text>
                <Button
                  variant="subtle"
                  size="compact-sm"
                  loading={begin.pending}
                  leftSection={<IconArrowBackUp size={16} aria-hidden />}
                  onClick={() => void begin.run(inForce(before), { text: ended.text, until: ended.until })}
                >
                  {words.admin.undo}
                </Button>
              </>
            )}
          </div>
        </Group>
      </Section>
      <ChangedMeanwhileDialog<Settled>
        error={failed}
        onKeepMine={({ now, typed }) => {
          const [mine] = typed;
          if (mine === undefined || mine.value === null) void end.run(now);
          else void begin.run(now, mine.value);
        }}
        onTakeTheirs={({ now }) => {
          forget();
          if (now.whole !== null) setUntil(localTime(now.whole.until));
          shown(now.whole);
        }}
        onClose={forget}
      />
    </form>
  );
}

/** What somebody types of a notice, and the whole of it. */
type Settled = { notice: Pick<Notice, 'text' | 'until'> | null; whole: Notice | null };

function settled(whole: Notice | null): Settled {
  return { notice: whole === null ? null : { text: whole.text, until: whole.until }, whole };
}

/** One that has ended by itself is none: nobody else did that. */
function inForce(before: Settled): Settled {
  return before.notice === null || Date.now() < Date.parse(before.notice.until) ? before : settled(null);
}

/** A notice's id is its entity tag. */
async function readNotice(queueId: string): Promise<{ value: Settled; seen: Seen }> {
  const { value: now } = await calls.queue(queueId);
  const seen: Seen = now.notice === null ? { 'If-None-Match': '*' } : { 'If-Match': `"${now.notice.id}"` };
  return { value: settled(now.notice), seen };
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
