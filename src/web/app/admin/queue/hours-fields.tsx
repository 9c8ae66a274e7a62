import { Checkbox, Textarea, TextInput } from '@mantine/core';
import type { Heard } from '../../http/contract.ts';
import { useWords } from '../../words/words.tsx';
import classes from '../admin.module.css';
import { HeardLines } from './heard-lines.tsx';
import { dayOfEntry, type HoursDraft } from './hours-draft.ts';
import { Section } from '../section.tsx';
import { TimeZoneField } from './time-zone-field.tsx';

type HoursFieldsProps = {
  heard: readonly Heard[];
  draft: HoursDraft;
  /** Complaints by field of the API. */
  error: (field: string) => string | undefined;
  onChange: (draft: HoursDraft) => void;
};

/** When the queue is open: always, or day by day on the clocks of a time zone, with exceptions by date. */
export function HoursFields({ heard, draft, error, onChange }: HoursFieldsProps) {
  const words = useWords();
  return (
    <Section id="hours" title={words.admin.hours} hint={words.admin.hoursHint}>
      <div className={classes.fields}>
        <Checkbox
          className={classes.wide}
          label={words.admin.alwaysOpen}
          checked={draft.always}
          onChange={(event) => onChange({ ...draft, always: event.currentTarget.checked })}
        />
        {!draft.always && (
          <>
            <TimeZoneField
              label={words.admin.timeZone}
              name="hours.timeZone"
              value={draft.timeZone}
              error={error('hours.timeZone')}
              autoComplete="off"
              onChange={(event) => onChange({ ...draft, timeZone: event.currentTarget.value })}
            />
            <Textarea
              label={words.admin.exceptions}
              description={words.admin.exceptionsHint}
              rows={4}
              value={draft.exceptions}
              error={error('hours.exceptions')}
              onChange={(event) => onChange({ ...draft, exceptions: event.currentTarget.value })}
            />
            <div className={classes.days}>
              {draft.days.map((text, day) => (
                <TextInput
                  key={words.admin.weekdays[day]}
                  label={words.admin.weekdays[day]}
                  placeholder={words.admin.closedDay}
                  value={text}
                  error={dayError(draft, day, error)}
                  autoComplete="off"
                  onChange={(event) =>
                    onChange({ ...draft, days: draft.days.with(day, event.currentTarget.value) })
                  }
                />
              ))}
            </div>
          </>
        )}
      </div>
      <HeardLines heard={heard} part="closed" />
    </Section>
  );
}

/** The server counts the intervals of the whole week. */
function dayError(
  draft: HoursDraft,
  day: number,
  error: (field: string) => string | undefined,
): string | undefined {
  for (let entry = 0, of = dayOfEntry(draft, 0); of !== -1; of = dayOfEntry(draft, ++entry)) {
    const found = of === day ? error(`hours.weekly.${entry}`) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
