import type { HeardRhythm, Report } from '../../http/report-contract.ts';
import type { Words } from '../../words/en.ts';
import { useWords } from '../../words/words.tsx';
import classes from './reports.module.css';
import { Section } from '../section.tsx';

const ANSWERS = ['tooOften', 'justRight', 'tooRarely'] as const;

/** What callers said of how often we checked on them, by the rhythm that they heard. */
export function RhythmsHeard({ report: { rhythms }, asks }: { report: Report; asks: boolean }) {
  const words = useWords();
  return (
    <Section id="report-rhythms" title={words.reports.said} hint={words.reports.saidHint}>
      {rhythms.length === 0 ? (
        <p className={classes.none}>{asks ? words.reports.noAnswers : words.reports.notAsked}</p>
      ) : (
        <ul className={classes.rhythms}>
          {rhythms.map((one) => (
            <Rhythm key={rhythmName(words, one)} rhythm={one} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function Rhythm({ rhythm }: { rhythm: HeardRhythm }) {
  const words = useWords();
  const { often, isNow } = rhythm;
  return (
    <li>
      <div className={classes.rhythm}>
        {rhythmName(words, rhythm)}
        {isNow && <b>{words.reports.now}</b>}
      </div>
      <div className={classes.bar} aria-hidden>
        {ANSWERS.filter((answer) => often[answer] > 0).map((answer) => (
          <i key={answer} data-answer={answer} style={{ flexGrow: often[answer] }} />
        ))}
      </div>
      <ul className={classes.answers}>
        {ANSWERS.map((answer) => (
          <li key={answer} data-answer={answer}>
            {often[answer]} {words.reports[answer]}
          </li>
        ))}
      </ul>
    </li>
  );
}

function rhythmName({ reports, line }: Words, { cadence, inLine, onHold }: HeardRhythm): string {
  return inLine === null || onHold === null
    ? reports.chosen(line.cadences[cadence] ?? cadence)
    : reports.ownRhythm(inLine, onHold);
}
