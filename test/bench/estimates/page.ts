import { type Comparison, OURS } from './compare.ts';
import type { Scenario } from './scenarios.ts';
import { type Figures, figuresOf, type Outcome, POSITIONS } from './score.ts';

/** The bench page in Markdown. */
export function benchPage(results: readonly { scenario: Scenario; comparison: Comparison }[]): string {
  const names = [...(results[0]?.comparison.outcomes.keys() ?? [])];
  const all = (name: string) => results.flatMap(({ comparison }) => comparison.outcomes.get(name) ?? []);
  return [
    '# How good the wait estimates are',
    '',
    'Made by `npm run bench:estimates` from logs that it generates itself, the same on every run. Every caller who had to',
    'wait counts, from the very first; the wait is the one they had, or would have had by staying. RMSE is of the mean',
    "and MAE of the median; a peer's one number serves as both. Peers have no interval: theirs is an 80 % interval tracked",
    'around their number, a gift. Late: waits above the interval. Width: in mean waits.',
    ...results.flatMap(({ scenario, comparison }) => [
      '',
      `## ${scenario.name}: ${scenario.what}`,
      '',
      ...scenarioTable(names, comparison),
      ...speakersOf(comparison),
    ]),
    '',
    '## By callers ahead, all logs together',
    '',
    ...names.flatMap((name) => [`### ${name}`, '', ...positionTable(all(name)), '']),
    '## Spoken in whole minutes',
    '',
    ...spokenTable(results),
    '',
  ].join('\n');
}

const COLUMNS = ['RMSE s', 'MAE s', '80 % coverage', 'late', 'width'];

function scenarioTable(names: readonly string[], comparison: Comparison): string[] {
  const ours = figuresOf(comparison.outcomes.get(OURS) ?? []);
  return [
    `${ours.callers} callers had to wait, ${ours.meanWait.toFixed(0)} s in the mean.`,
    '',
    header(['estimator', ...COLUMNS]),
    ...names.map((name) => row([name, ...cells(figuresOf(comparison.outcomes.get(name) ?? []))])),
  ];
}

function speakersOf({ speakers }: Comparison): string[] {
  if (speakers.length === 0) return [];
  const { callers, coverage, late } = figuresOf(speakers);
  return [
    '',
    `Of the ${callers} callers in the rarer language ${share(coverage)} covered, ${share(late)} late.`,
  ];
}

function positionTable(outcomes: readonly Outcome[]): string[] {
  return [
    header(['callers ahead', 'callers', ...COLUMNS]),
    ...POSITIONS.map(({ name, from, to }) => {
      const figures = figuresOf(outcomes.filter(({ ahead }) => ahead >= from && ahead <= to));
      return row([name, String(figures.callers), ...cells(figures)]);
    }),
  ];
}

function spokenTable(results: readonly { scenario: Scenario; comparison: Comparison }[]): string[] {
  return [
    header(['log', 'ranges right', '"less than" right', 'late', 'mean range, minutes']),
    ...results.map(({ scenario, comparison: { spoken } }) => {
      const shareOf = (of: typeof spoken, is: (one: (typeof spoken)[number]) => boolean) =>
        share(of.filter(is).length / of.length);
      const right = (one: (typeof spoken)[number]) => one.wait >= one.low && one.wait <= one.high;
      const minutes = spoken.reduce((sum, { low, high }) => sum + high - low, 0) / spoken.length / 60;
      return row([
        scenario.name,
        shareOf(
          spoken.filter(({ low }) => low > 0),
          right,
        ),
        shareOf(
          spoken.filter(({ low }) => low === 0),
          right,
        ),
        shareOf(spoken, ({ wait, high }) => wait > high),
        minutes.toFixed(1),
      ]);
    }),
  ];
}

function cells({ rmse, mae, coverage, late, width }: Figures): string[] {
  return [rmse.toFixed(1), mae.toFixed(1), share(coverage), share(late), width.toFixed(2)];
}

function share(part: number): string {
  return Number.isNaN(part) ? '–' : `${(100 * part).toFixed(1)} %`;
}

function header(titles: readonly string[]): string {
  return `${row(titles)}\n${row(titles.map((_, i) => (i === 0 ? '---' : '---:')))}`;
}

function row(values: readonly string[]): string {
  return `| ${values.join(' | ')} |`;
}
