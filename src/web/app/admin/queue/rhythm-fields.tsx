import { TextInput } from '@mantine/core';
import type { Rhythm } from '../../http/contract.ts';
import { useWords } from '../../words/words.tsx';
import classes from '../admin.module.css';
import type { RhythmDraft } from './queue-draft.ts';
import { RhythmPreview } from './rhythm-preview.tsx';
import { Section } from '../section.tsx';

type RhythmFieldsProps = {
  kind: 'inLine' | 'onHold';
  draft: RhythmDraft;
  error: (field: keyof Rhythm) => string | undefined;
  onChange: (draft: RhythmDraft) => void;
};

/** The four values of a rhythm, and what a caller will hear of them. */
export function RhythmFields({ kind, draft, error, onChange }: RhythmFieldsProps) {
  const words = useWords();
  const fields = [
    { key: 'firstAfterSeconds', label: words.admin.first },
    { key: 'everySeconds', label: words.admin.every },
    { key: 'growth', label: words.admin.growth },
    { key: 'longestSilenceSeconds', label: words.admin.longest },
  ] as const;
  return (
    <Section id={`rhythm-${kind}`} title={words.admin[kind]} hint={words.admin.rhythmHint}>
      <div className={classes.rhythm}>
        {fields.map(({ key, label }) => (
          <TextInput
            key={key}
            label={label}
            name={`${kind}.${key}`}
            inputMode={key === 'growth' ? 'decimal' : 'numeric'}
            autoComplete="off"
            value={draft[key]}
            error={error(key)}
            rightSection={
              <span className={classes.unit}>{key === 'growth' ? '×' : words.admin.secondsUnit}</span>
            }
            onChange={(event) => onChange({ ...draft, [key]: event.currentTarget.value })}
          />
        ))}
      </div>
      <RhythmPreview draft={draft} />
    </Section>
  );
}
