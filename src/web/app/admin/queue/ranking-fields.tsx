import { Textarea } from '@mantine/core';
import { useWords } from '../../words/words.tsx';
import classes from '../admin.module.css';
import { type FormPart, textOf } from './form-part.ts';
import { NumberField, SecondsField } from '../number-field.tsx';
import type { QueueDraft } from './queue-draft.ts';
import type { RankingDraft } from './ranking-draft.ts';
import { Section } from '../section.tsx';

const UNDER = 'ranking.';

/** Who is served earlier than others, and how soon waiting makes up for it. */
export function RankingFields(part: FormPart<QueueDraft>) {
  const { admin } = useWords();
  const { draft, error, onChange } = part;
  const own: FormPart<RankingDraft> = {
    draft: draft.ranking,
    error,
    onChange: (change) => onChange({ ranking: { ...draft.ranking, ...change } }),
  };
  const lists = [
    { key: 'calledNumbers', label: admin.rankedCalled, hint: admin.rankedCalledHint },
    { key: 'languages', label: admin.rankedLanguages, hint: admin.rankedLanguagesHint },
    { key: 'callers', label: admin.rankedCallers, hint: admin.rankedCallersHint },
  ] as const;
  return (
    <Section id="ranking" title={admin.ranking} hint={admin.rankingHint}>
      <div className={classes.fields}>
        <NumberField label={admin.priority} hint={admin.priorityHint} {...textOf(part, 'priority')} />
        <SecondsField label={admin.ageing} hint={admin.ageingHint} {...textOf(own, 'ageingSeconds', UNDER)} />
        {lists.map(({ key, label, hint }) => (
          <Textarea key={key} label={label} description={hint} rows={2} {...textOf(own, key, UNDER)} />
        ))}
      </div>
    </Section>
  );
}
