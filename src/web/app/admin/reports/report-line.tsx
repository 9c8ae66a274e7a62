import { Button, NativeSelect, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { WITHIN_SECONDS } from '../../../../waiting/tally.ts';
import { clock } from '../../console/duration.ts';
import { halfHoursUrl } from '../../http/calls.ts';
import type { Report } from '../../http/report-contract.ts';
import { useWords } from '../../words/words.tsx';
import { Figure } from './report-figure.tsx';
import classes from './reports.module.css';
import { Section } from '../section.tsx';

type LineServedProps = { queueId: string; report: Report; onWithin: (seconds: number) => void };

/** How the line was served, and the way to its half-hours. */
export function LineServed({ queueId, report, onWithin }: LineServedProps) {
  const { reports: words } = useWords();
  const { line } = report;
  const ended = line.taken + line.abandonedInLine;
  const counts = [
    [words.calls, line.calls],
    [words.taken, line.taken],
    [words.abandonedInLine, line.abandonedInLine],
    [words.abandonedOnHold, line.abandonedOnHold],
    [words.sentOn, line.sentOn],
    [words.endedWithoutPlace, line.endedWithoutPlace],
    // A queue that never had a pilot says nothing of one.
    ...(line.handedOn === 0
      ? []
      : ([
          [words.handedOn, line.handedOn],
          [words.handedBack, line.handedBack],
          [words.oldLineMinutes, line.oldLineMinutes],
        ] as const)),
  ] as const;
  return (
    <Section id="report-line" title={words.line}>
      <dl className={classes.figures}>
        <Figure
          label={words.service(line.withinSeconds)}
          notes={line.serviceShare === null ? [] : [words.serviceOf(line.takenWithin, ended)]}
        >
          {line.serviceShare === null ? '–' : words.percent(line.serviceShare)}
        </Figure>
        <Figure label={words.meanWait}>{toldSeconds(line.meanWaitSeconds)}</Figure>
        <Figure label={words.longestWait}>{toldSeconds(line.longestWaitSeconds)}</Figure>
        {counts.map(([label, count]) => (
          <Figure key={label} label={label}>
            {count}
          </Figure>
        ))}
      </dl>
      <div className={classes.foot}>
        <NativeSelect
          label={words.within}
          value={line.withinSeconds}
          data={WITHIN_SECONDS.map((seconds) => ({ value: String(seconds), label: words.seconds(seconds) }))}
          onChange={(event) => onWithin(Number(event.currentTarget.value))}
        />
        <div>
          <Button
            component="a"
            href={halfHoursUrl(queueId, report)}
            download
            variant="default"
            leftSection={<IconDownload size={18} aria-hidden />}
          >
            {words.download}
          </Button>
          <Text size="sm" c="dimmed" mt={4}>
            {words.downloadHint}
          </Text>
        </div>
      </div>
    </Section>
  );
}

function toldSeconds(seconds: number | null): string {
  return seconds === null ? '–' : clock(seconds * 1000);
}
