import { Checkbox, Textarea, TextInput, Title } from '@mantine/core';
import { useWords } from '../words/words.tsx';
import classes from './admin.module.css';
import { dayOfEntry, type HoursDraft } from './hours-draft.ts';

type HoursFieldsProps = {
  draft: HoursDraft;
  /** Complaints by field of the API. */
  error: (field: string) => string | undefined;
  onChange: (draft: HoursDraft) => void;
};

/** When the queue is open: always, or day by day on the clocks of a time zone, with exceptions by date. */
export function HoursFields({ draft, error, onChange }: HoursFieldsProps) {
  const words = useWords();
  return (
    <section className={classes.panel} aria-labelledby="hours">
      <Title order={2} size="h4" id="hours">
        {words.admin.hours}
      </Title>
      <div className={classes.fields}>
        <Checkbox
          label={words.admin.alwaysOpen}
          checked={draft.always}
          onChange={(event) => onChange({ ...draft, always: event.currentTarget.checked })}
        />
        {!draft.always && (
          <>
            <TextInput
              label={words.admin.timeZone}
              value={draft.timeZone}
              error={error('hours.timeZone')}
              autoComplete="off"
              onChange={(event) => onChange({ ...draft, timeZone: event.currentTarget.value })}
            />
            <div className={classes.narrowFields}>
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
            <Textarea
              label={words.admin.exceptions}
              description={words.admin.exceptionsHint}
              rows={3}
              value={draft.exceptions}
              error={error('hours.exceptions')}
              onChange={(event) => onChange({ ...draft, exceptions: event.currentTarget.value })}
            />
          </>
        )}
      </div>
    </section>
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
