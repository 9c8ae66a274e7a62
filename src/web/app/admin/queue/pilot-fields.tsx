import { TextInput } from '@mantine/core';
import { useWords } from '../../words/words.tsx';
import classes from '../admin.module.css';
import { type FormPart, textOf } from './form-part.ts';
import { NumberField } from '../number-field.tsx';
import type { PilotDraft } from './pilot-draft.ts';
import { Section } from '../section.tsx';

/** Which share of the calls is answered here, and where the others go. */
export function PilotFields(part: FormPart<PilotDraft>) {
  const { admin } = useWords();
  return (
    <Section id="pilot" title={admin.pilot} hint={admin.pilotHint}>
      <div className={classes.fields}>
        <TextInput
          label={admin.oldLine}
          description={admin.oldLineHint}
          inputMode="tel"
          {...textOf(part, 'oldLine', 'pilot.')}
        />
        <NumberField
          label={admin.pilotShare}
          hint={admin.pilotShareHint}
          unit="%"
          {...textOf(part, 'share', 'pilot.')}
        />
      </div>
    </Section>
  );
}
