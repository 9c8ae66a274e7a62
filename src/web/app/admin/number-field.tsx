import { TextInput } from '@mantine/core';
import type { ChangeEvent, ReactNode } from 'react';
import { useWords } from '../words/words.tsx';
import classes from './admin.module.css';
import { number } from './typed.ts';

type NumberFieldProps = {
  label: string;
  hint?: string;
  unit?: string;
  name: string;
  value: string;
  error: ReactNode;
  autoComplete: string;
  onChange: (event: ChangeEvent<HTMLInputElement>) => void;
};

/** A number as it is typed: what is none stays text, and the server says so. */
export function NumberField({ hint, unit, ...input }: NumberFieldProps) {
  return (
    <TextInput
      {...input}
      description={hint}
      inputMode="numeric"
      rightSection={unit === undefined ? undefined : <span className={classes.unit}>{unit}</span>}
    />
  );
}

/** A number of seconds; from a minute on it is said in minutes or hours too. */
export function SecondsField({ hint, ...field }: NumberFieldProps) {
  const words = useWords();
  const seconds = number(field.value);
  const longer = typeof seconds === 'number' && seconds >= 60 ? words.admin.isMinutes(seconds) : '';
  const all = [longer, hint].filter((one) => one !== undefined && one !== '').join(' · ');
  return <NumberField {...field} hint={all} unit={words.admin.secondsUnit} />;
}
