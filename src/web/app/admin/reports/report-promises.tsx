import { Button } from '@mantine/core';
import type { Report } from '../../http/report-contract.ts';
import type { Words } from '../../words/en.ts';
import { useWords } from '../../words/words.tsx';
import { type Advice, adviceOf, ENOUGH } from './report-advice.ts';
import { Figure, ShareOf } from './report-figure.tsx';
import classes from './reports.module.css';
import { Section } from '../section.tsx';

/** `asks` tells whether callers are asked about the wait at all. */
type PromisesKeptProps = { report: Report; asks: boolean; onRhythm: () => void };

/** What was promised and how much of it was kept, and one sentence on what to do about it. */
export function PromisesKept({ report, asks, onRhythm }: PromisesKeptProps) {
  const words = useWords();
  const { ranges, checkIns, feedback, line } = report;
  const advice = adviceOf(report);
  const isOfRhythm = advice.kind === 'too-often' || advice.kind === 'too-rarely';
  const seen = ranges.cameTrue + ranges.longer + ranges.shorter;
  const answers = feedback.right.yes + feedback.right.no;
  return (
    <Section id="report-promises" title={words.reports.promises} hint={words.reports.promisesHint}>
      {(asks || advice.kind !== 'few') && (
        <div className={classes.advice} data-kind={advice.kind}>
          <p>{adviceWords(words, advice)}</p>
          {isOfRhythm && (
            <Button variant="default" size="compact-md" onClick={onRhythm}>
              {words.reports.changeRhythm}
            </Button>
          )}
        </div>
      )}
      <dl className={classes.figures}>
        <Figure
          label={words.reports.ranges}
          notes={
            ranges.told === 0
              ? [words.reports.rangesNone]
              : [
                  words.reports.rangesOut(ranges.longer, ranges.shorter),
                  ...(ranges.told > seen ? [words.reports.rangesUnknown(ranges.told - seen)] : []),
                ]
          }
        >
          <ShareOf count={ranges.cameTrue} all={seen} />
        </Figure>
        <Figure
          label={words.reports.checkIns}
          notes={[
            checkIns.made === 0 ? words.reports.checkInsNone : words.reports.checkInsLate(checkIns.late),
          ]}
        >
          <ShareOf count={checkIns.made - checkIns.late} all={checkIns.made} />
        </Figure>
        <Figure label={words.reports.right} notes={answers === 0 ? [words.reports.rightNone] : []}>
          <ShareOf count={feedback.right.yes} all={answers} />
        </Figure>
        <Figure
          label={words.reports.callbacks}
          notes={
            line.callbacksPromised === 0 && line.callbacksKept === 0
              ? [words.reports.callbacksNone]
              : [words.reports.callbacksPromised(line.callbacksPromised)]
          }
        >
          {line.callbacksPromised === 0 && line.callbacksKept === 0 ? '–' : line.callbacksKept}
        </Figure>
      </dl>
    </Section>
  );
}

function adviceWords({ reports: { advice: words } }: Words, advice: Advice): string {
  const { count, of } = advice;
  switch (advice.kind) {
    case 'too-rarely':
      return words.tooRarely(count, of, advice.rhythm);
    case 'too-often':
      return words.tooOften(count, of, advice.rhythm);
    case 'few':
      return words.few(count, ENOUGH);
    default:
      return words[advice.kind](count, of);
  }
}
