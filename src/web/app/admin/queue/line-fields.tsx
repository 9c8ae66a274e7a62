import { Textarea, TextInput } from '@mantine/core';
import type { Heard } from '../../http/contract.ts';
import { useWords } from '../../words/words.tsx';
import classes from '../admin.module.css';
import { type FormPart, textOf } from './form-part.ts';
import { HeardLines } from './heard-lines.tsx';
import type { QueueDraft } from './queue-draft.ts';
import { Section } from '../section.tsx';

/** Who answers here, in which languages, and under which numbers. */
export function LineFields({ heard, ...part }: FormPart<QueueDraft> & { heard: readonly Heard[] }) {
  const { admin } = useWords();
  return (
    <Section id="line" title={admin.basics} hint={admin.basicsHint}>
      <div className={classes.fields}>
        <TextInput label={admin.name} description={admin.nameHint} {...textOf(part, 'name')} />
        <TextInput label={admin.languages} description={admin.languagesHint} {...textOf(part, 'languages')} />
        <Textarea
          label={admin.numbers}
          description={admin.numbersHint}
          rows={3}
          inputMode="tel"
          {...textOf(part, 'numbers')}
        />
        <Textarea
          label={admin.numberLanguages}
          description={admin.numberLanguagesHint}
          rows={2}
          {...textOf(part, 'numberLanguages')}
        />
      </div>
      <HeardLines heard={heard} part="greeting" />
    </Section>
  );
}
