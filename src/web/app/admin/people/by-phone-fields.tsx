import { Checkbox, PasswordInput, TextInput } from '@mantine/core';
import type { Operator } from '../../http/contract.ts';
import { useWords } from '../../words/words.tsx';

export type ByPhoneDraft = { shortNumber: string; pin: string; removePin: boolean };

type ByPhoneFieldsProps = {
  draft: ByPhoneDraft;
  pinSet: boolean;
  edit: (change: Partial<ByPhoneDraft>) => void;
  error: (field: string) => string | undefined;
};

/** How somebody opens their desk by phone. A PIN is written and never shown. */
export function ByPhoneFields({ draft, pinSet, edit, error }: ByPhoneFieldsProps) {
  const words = useWords();
  return (
    <>
      <PasswordInput
        label={words.byPhone.pin}
        description={pinSet ? words.byPhone.pinKeep : words.byPhone.pinHint}
        value={draft.pin}
        inputMode="numeric"
        autoComplete="off"
        disabled={draft.removePin}
        error={error('pin')}
        onChange={(event) => edit({ pin: event.currentTarget.value })}
      />
      {pinSet && (
        <Checkbox
          label={words.byPhone.pinRemove}
          checked={draft.removePin}
          onChange={(event) => edit({ removePin: event.currentTarget.checked })}
        />
      )}
      <TextInput
        label={words.byPhone.shortNumber}
        description={words.byPhone.shortNumberHint}
        value={draft.shortNumber}
        inputMode="numeric"
        autoComplete="off"
        error={error('shortNumber')}
        onChange={(event) => edit({ shortNumber: event.currentTarget.value })}
      />
    </>
  );
}

export const NOT_BY_PHONE: ByPhoneDraft = { shortNumber: '', pin: '', removePin: false };

export function byPhoneDraft({ shortNumber }: Operator): ByPhoneDraft {
  return { ...NOT_BY_PHONE, shortNumber: shortNumber ?? '' };
}

/** An empty PIN is none typed: the present one stays. */
export function byPhoneBody({ shortNumber, pin, removePin }: ByPhoneDraft) {
  return {
    shortNumber: shortNumber.trim() === '' ? null : shortNumber.trim(),
    ...(removePin ? { pin: null } : pin === '' ? {} : { pin }),
  };
}
