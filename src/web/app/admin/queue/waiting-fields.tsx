import { Checkbox } from '@mantine/core';
import { useWords } from '../../words/words.tsx';
import classes from '../admin.module.css';
import { checkOf, type FormPart, textOf } from './form-part.ts';
import { SecondsField } from '../number-field.tsx';
import type { QueueDraft } from './queue-draft.ts';
import { OutcomeFields } from './outcome-fields.tsx';
import { Section } from '../section.tsx';

/** What a caller may rely on and do while waiting, and what follows the talk. */
export function WaitingFields(part: FormPart<QueueDraft>) {
  const { admin } = useWords();
  return (
    <>
      <Section id="waiting" title={admin.waiting} hint={admin.waitingHint}>
        <div className={classes.fields}>
          <SecondsField
            label={admin.keepPlace}
            hint={admin.keepPlaceHint}
            {...textOf(part, 'keepPlaceSeconds')}
          />
          <SecondsField
            label={admin.newsOnly}
            hint={admin.newsOnlyHint}
            {...textOf(part, 'newsOnlyLongestSeconds')}
          />
          <SecondsField
            label={admin.presence}
            hint={admin.presenceHint}
            {...textOf(part, 'presenceAfterSeconds')}
          />
          <div className={classes.checks}>
            <Checkbox
              label={admin.spokenAnswers}
              description={admin.spokenAnswersHint}
              {...checkOf(part, 'spokenAnswers')}
            />
            <Checkbox
              label={admin.leaveWords}
              description={admin.leaveWordsHint}
              {...checkOf(part, 'leaveWords')}
            />
          </div>
        </div>
      </Section>
      <Section id="after" title={admin.after} hint={admin.afterHint}>
        <div className={classes.fields}>
          <SecondsField label={admin.wrapUp} hint={admin.wrapUpHint} {...textOf(part, 'wrapUpSeconds')} />
          <Checkbox
            label={admin.askAfterwards}
            description={admin.askAfterwardsHint}
            {...checkOf(part, 'askAfterwards')}
          />
        </div>
        <OutcomeFields
          outcomes={part.draft.outcomes}
          error={part.error}
          onChange={(outcomes) => part.onChange({ outcomes })}
        />
      </Section>
    </>
  );
}
