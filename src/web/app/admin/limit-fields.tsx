import { TextInput, Title } from '@mantine/core';
import { useWords } from '../words/words.tsx';
import classes from './admin.module.css';
import type { QueueDraft } from './queue-draft.ts';

type Limits = Pick<QueueDraft, 'maxWaiting' | 'backupNumber' | 'nobodyAfterSeconds'>;
type LimitFieldsProps = {
  draft: Limits;
  error: (field: string) => string | undefined;
  onChange: (change: Partial<Limits>) => void;
};

/** What becomes of callers when the line is full, and where they hear of another number. */
export function LimitFields({ draft, error, onChange }: LimitFieldsProps) {
  const words = useWords();
  return (
    <section className={classes.panel} aria-labelledby="limits">
      <Title order={2} size="h4" id="limits">
        {words.admin.limits}
      </Title>
      <div className={classes.fields}>
        <TextInput
          label={words.admin.maxWaiting}
          description={words.admin.maxWaitingHint}
          inputMode="numeric"
          value={draft.maxWaiting}
          error={error('maxWaiting')}
          onChange={(event) => onChange({ maxWaiting: event.currentTarget.value })}
        />
        <TextInput
          label={words.admin.backupNumber}
          description={words.admin.backupNumberHint}
          inputMode="tel"
          value={draft.backupNumber}
          error={error('backupNumber')}
          onChange={(event) => onChange({ backupNumber: event.currentTarget.value })}
        />
        <TextInput
          label={words.admin.nobodyAfter}
          inputMode="numeric"
          value={draft.nobodyAfterSeconds}
          error={error('nobodyAfterSeconds')}
          rightSection={<span className={classes.unit}>{words.admin.secondsUnit}</span>}
          onChange={(event) => onChange({ nobodyAfterSeconds: event.currentTarget.value })}
        />
      </div>
    </section>
  );
}
