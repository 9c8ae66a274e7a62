import { Checkbox, TextInput } from '@mantine/core';
import type { Heard } from '../../http/contract.ts';
import { useWords } from '../../words/words.tsx';
import classes from '../admin.module.css';
import { checkOf, type FormPart, textOf } from './form-part.ts';
import { HeardLines } from './heard-lines.tsx';
import { NumberField, SecondsField } from '../number-field.tsx';
import type { QueueDraft } from './queue-draft.ts';
import { Section } from '../section.tsx';

type LimitFieldsProps = FormPart<QueueDraft> & { heard: readonly Heard[] };

/** What becomes of callers when the line is full, and where they hear of another number. */
export function LimitFields({ heard, ...part }: LimitFieldsProps) {
  const { admin, nuisance } = useWords();
  return (
    <Section id="limits" title={admin.limits} hint={admin.limitsHint}>
      <div className={classes.fields}>
        <NumberField label={admin.maxWaiting} hint={admin.maxWaitingHint} {...textOf(part, 'maxWaiting')} />
        <TextInput
          label={admin.backupNumber}
          description={admin.backupNumberHint}
          inputMode="tel"
          {...textOf(part, 'backupNumber')}
        />
        <SecondsField label={admin.nobodyAfter} {...textOf(part, 'nobodyAfterSeconds')} />
        <Checkbox
          label={nuisance.refuses}
          description={nuisance.refusesHint}
          {...checkOf(part, 'refusesNuisances')}
        />
      </div>
      {part.draft.maxWaiting.trim() !== '' && <HeardLines heard={heard} part="full" />}
      <HeardLines heard={heard} part="backup" />
    </Section>
  );
}
