import { type ReportJson, reportView } from '../../src/api/reports/report-view.ts';
import { timesOfDay } from '../../src/api/reports/times-of-day.ts';
import { type Counts, type Quarter, queueRhythm } from '../../src/waiting/tally.ts';
import { defaultQueueSettings } from '../../src/waiting/queue-settings.ts';

/** The report of a queue that checks as it does at first, on a day on which this was counted. */
export function reportOf(counts: Counts, withinSeconds = 20, quarters: readonly Quarter[] = []): ReportJson {
  return {
    from: '2026-11-21T23:00:00.000Z',
    until: '2026-11-22T15:40:00.000Z',
    timeZone: 'Europe/Berlin',
    days: { from: '2026-11-22', to: '2026-11-22' },
    ...reportView(counts, withinSeconds, queueRhythm(defaultQueueSettings('support', ''))),
    timesOfDay: timesOfDay(quarters, 'Europe/Berlin'),
  };
}
