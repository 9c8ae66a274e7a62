import { Loader, SegmentedControl, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { calls } from '../../http/calls.ts';
import type { Queue } from '../../http/contract.ts';
import type { Report, ReportPeriod } from '../../http/report-contract.ts';
import { Refusal } from '../../shell/refusal.tsx';
import { useLanguage, useWords } from '../../words/words.tsx';
import admin from '../admin.module.css';
import { QueueList } from '../queue-list.tsx';
import { ThroughTheDay } from './report-day.tsx';
import { PromisesKept } from './report-promises.tsx';
import { LineServed } from './report-line.tsx';
import { RhythmsHeard } from './report-rhythms.tsx';
import classes from './reports.module.css';
import { Section } from '../section.tsx';

/** It is watched while things happen. */
const EVERY_MS = 15_000;
const PERIODS = ['today', '7-days', 'kept'] as const satisfies readonly ReportPeriod[];

/** Whether the promises are kept, queue by queue. `onRhythm` leads to a queue's rhythm. */
export function ReportsTab({ onRhythm }: { onRhythm: (queueId: string) => void }) {
  const words = useWords();
  const queues = useQuery({ queryKey: ['queues'], queryFn: calls.queues });
  const [chosenId, setChosenId] = useState<string | null>(null);
  if (queues.isError) return <Refusal error={queues.error} />;
  if (queues.data === undefined) return <Loader aria-label={words.common.loading} />;
  const chosen = queues.data.find((queue) => queue.id === chosenId) ?? queues.data[0];
  return (
    <div className={admin.split}>
      <QueueList queues={queues.data} chosenId={chosen?.id} onChoose={setChosenId} />
      {chosen !== undefined && (
        <QueueReport key={chosen.id} queue={chosen} onRhythm={() => onRhythm(chosen.id)} />
      )}
    </div>
  );
}

function QueueReport({ queue, onRhythm }: { queue: Queue; onRhythm: () => void }) {
  const words = useWords();
  const { language } = useLanguage();
  const [period, setPeriod] = useState<ReportPeriod>('today');
  const [withinSeconds, setWithinSeconds] = useState(20);
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: ['report', queue.id, period, withinSeconds],
    queryFn: () => calls.report(queue.id, period, withinSeconds),
    refetchInterval: EVERY_MS,
    // Whoever comes back to it wants the figures of now.
    staleTime: 0,
    // What was shown stays until the other figures are there: nothing jumps.
    placeholderData: (before) => before,
  });
  return (
    <Stack aria-busy={isPlaceholderData}>
      <div className={classes.top}>
        <SegmentedControl
          aria-label={words.reports.period}
          value={period}
          onChange={(next) => setPeriod(next as ReportPeriod)}
          data={PERIODS.map((value) => ({ value, label: words.reports.periods[value] }))}
        />
        {data !== undefined && (
          <Text size="sm" c="dimmed">
            {words.reports.span(
              toldAt(data.from, data.timeZone, language),
              toldAt(data.until, data.timeZone, language),
              data.timeZone,
            )}
          </Text>
        )}
      </div>
      {error !== null && (
        <div>
          <Refusal error={error} />
          {data !== undefined && (
            <Text size="sm" c="dimmed" mt={6}>
              {words.reports.stale}
            </Text>
          )}
        </div>
      )}
      {data === undefined ? (
        error === null && <Loader aria-label={words.common.loading} />
      ) : isEmpty(data) ? (
        <Section id="report-empty" title={words.reports.empty}>
          <p className={classes.none}>{words.reports.emptyText}</p>
        </Section>
      ) : (
        <>
          <PromisesKept report={data} asks={queue.askAfterwards} onRhythm={onRhythm} />
          <RhythmsHeard report={data} asks={queue.askAfterwards} />
          <LineServed queueId={queue.id} report={data} onWithin={setWithinSeconds} />
          {data.timesOfDay.length > 0 && <ThroughTheDay times={data.timesOfDay} />}
        </>
      )}
    </Stack>
  );
}

/** Whether nothing was counted; who has called before may be taken, or answer, only now. */
function isEmpty({ line, ranges, checkIns, feedback, rhythms }: Report): boolean {
  const { withinSeconds: _, ...counts } = line;
  const { yes, no } = feedback.right;
  const all = [...Object.values(counts), ranges.told, checkIns.made, yes, no, rhythms.length];
  return all.every((count) => count === 0 || count === null);
}

/** A time on the clocks of the queue. */
function toldAt(iso: string, timeZone: string, language: string): string {
  return new Intl.DateTimeFormat(language, {
    timeZone,
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(iso));
}
