import { clock } from '../../console/duration.ts';
import type { TimeOfDay } from '../../http/report-contract.ts';
import { useWords } from '../../words/words.tsx';
import { Section } from '../section.tsx';
import classes from './report-day.module.css';

/** When callers came, and how long they waited then: where another operator would help most. */
export function ThroughTheDay({ times }: { times: readonly TimeOfDay[] }) {
  const { reports: words } = useWords();
  const mostCalls = Math.max(1, ...times.map(({ calls }) => calls));
  const longestMean = Math.max(1, ...times.map(({ meanWaitSeconds }) => meanWaitSeconds ?? 0));
  const worst = times.find(({ meanWaitSeconds }) => meanWaitSeconds === longestMean);
  return (
    <Section
      id="report-day"
      title={words.day}
      hint={worst === undefined ? words.dayHint : words.dayWorst(worst.at, clock(longestMean * 1000))}
    >
      <table className={classes.day}>
        <thead>
          <tr>
            <th scope="col">{words.dayFrom}</th>
            <th scope="col">{words.calls}</th>
            <th scope="col">{words.meanWait}</th>
            <th scope="col">{words.dayLeft}</th>
          </tr>
        </thead>
        <tbody>
          {times.map(({ at, calls, meanWaitSeconds, abandonedInLine }) => (
            <tr key={at}>
              <th scope="row">{at}</th>
              <Bar share={calls / mostCalls} told={String(calls)} />
              <Bar
                share={(meanWaitSeconds ?? 0) / longestMean}
                told={meanWaitSeconds === null ? '–' : clock(meanWaitSeconds * 1000)}
                kind="wait"
              />
              <td>{abandonedInLine}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function Bar({ share, told, kind }: { share: number; told: string; kind?: 'wait' }) {
  return (
    <td data-kind={kind}>
      <div>
        <span>{told}</span>
        <div aria-hidden>
          <i style={{ inlineSize: `${share * 100}%` }} />
        </div>
      </div>
    </td>
  );
}
