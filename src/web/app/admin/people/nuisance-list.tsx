import { Button, Loader, Text } from '@mantine/core';
import { IconArrowBackUp, IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { calls } from '../../http/calls.ts';
import type { Nuisance } from '../../http/contract.ts';
import { keepFocus } from '../../shell/keep-focus.ts';
import { Refusal } from '../../shell/refusal.tsx';
import { useCommand } from '../../shell/use-command.ts';
import { useLanguage, useWords } from '../../words/words.tsx';
import admin from '../admin.module.css';
import { toldTime } from '../changes/told-setting.ts';
import { Section } from '../section.tsx';
import classes from './nuisance-list.module.css';

const WEEK_MS = 7 * 86_400_000;

/** Whose calls are refused now: masked, by whom, why and until when; longer, or no more. */
export function NuisanceList() {
  const words = useWords();
  const marks = useQuery({ queryKey: ['nuisances'], queryFn: calls.nuisances, staleTime: 0 });
  const queues = useQuery({ queryKey: ['queues'], queryFn: calls.queues });
  if (marks.isError) return <Refusal error={marks.error} />;
  if (marks.data === undefined) return <Loader aria-label={words.common.loading} />;
  const nameOf = (id: string | null) =>
    id === null ? words.nuisance.allQueues : (queues.data?.find((one) => one.id === id)?.name ?? id);
  return (
    <Section id="nuisances" title={words.nuisance.heading} hint={words.nuisance.hint}>
      {marks.data.length === 0 ? (
        <p className={classes.empty}>{words.nuisance.empty}</p>
      ) : (
        <ul className={classes.marks}>
          {marks.data.map((mark) => (
            <Mark key={mark.id} first={mark} queue={nameOf(mark.queueId)} />
          ))}
        </ul>
      )}
    </Section>
  );
}

/** One mark; that it was ended is shown in its place, with the way back. */
function Mark({ first, queue }: { first: Nuisance; queue: string }) {
  const { nuisance: words } = useWords();
  const { language } = useLanguage();
  const [mark, setMark] = useState(first);
  const [isOver, setIsOver] = useState(false);
  const said = useRef<HTMLDivElement>(null);
  const change = useCommand(calls.changeNuisance, (changed) => {
    setMark(changed);
    setIsOver(false);
    keepFocus(said.current);
  });
  const end = useCommand(calls.endNuisance, () => {
    setIsOver(true);
    keepFocus(said.current);
  });
  const { id, from, reason, note, by, at, until } = mark;
  const time = (iso: string) => toldTime(iso, language);
  return (
    <li>
      <div>
        <strong className="clock">{from}</strong>
        <div className={admin.dim}>{words.row(words.reasons[reason], queue)}</div>
        {note !== '' && <div>{note}</div>}
      </div>
      <div ref={said} role="status" tabIndex={-1} className={classes.until}>
        {isOver ? (
          <Text size="sm" className={admin.good}>
            <IconCheck size={18} aria-hidden />
            {words.ended}
          </Text>
        ) : (
          words.until(time(until))
        )}
        <div className={admin.dim}>{words.byAt(by, time(at))}</div>
      </div>
      <div className={classes.actions}>
        {isOver ? (
          <Button
            variant="subtle"
            size="compact-sm"
            loading={change.pending}
            leftSection={<IconArrowBackUp size={16} aria-hidden />}
            onClick={() => void change.run(id, until)}
          >
            {words.undo}
          </Button>
        ) : (
          <>
            <Button
              variant="default"
              size="xs"
              loading={change.pending}
              onClick={() => void change.run(id, new Date(Date.parse(until) + WEEK_MS).toISOString())}
            >
              {words.weekLonger}
            </Button>
            <Button variant="default" size="xs" loading={end.pending} onClick={() => void end.run(id)}>
              {words.end}
            </Button>
          </>
        )}
      </div>
      <Refusal
        error={change.error ?? end.error}
        onClose={() => {
          change.forget();
          end.forget();
        }}
      />
    </li>
  );
}
