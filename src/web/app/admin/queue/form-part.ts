import type { ChangeEvent } from 'react';

/** A part of a form: what is typed there, the server's complaints by field of the API, and what to do on a change. */
export type FormPart<Draft> = {
  draft: Draft;
  error: (field: string) => string | undefined;
  onChange: (change: Partial<Draft>) => void;
};

type KeyOf<Draft, Value> = { [Key in keyof Draft]: Draft[Key] extends Value ? Key : never }[keyof Draft] &
  string;

/** What a text input needs to show one value of a draft. `under`: where the API has it, such as `callbacks.`. */
export function textOf<Draft>(part: FormPart<Draft>, key: KeyOf<Draft, string>, under = '') {
  return {
    name: under + key,
    value: part.draft[key] as string,
    error: part.error(under + key),
    autoComplete: 'off',
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      part.onChange({ [key]: event.currentTarget.value } as Partial<Draft>),
  };
}

/** The same for a checkbox. */
export function checkOf<Draft>(part: FormPart<Draft>, key: KeyOf<Draft, boolean>, under = '') {
  return {
    name: under + key,
    checked: part.draft[key] as boolean,
    error: part.error(under + key),
    onChange: (event: ChangeEvent<HTMLInputElement>) =>
      part.onChange({ [key]: event.currentTarget.checked } as Partial<Draft>),
  };
}
