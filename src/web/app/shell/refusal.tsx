import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Refused } from '../http/request.ts';
import { ChangedMeanwhile } from '../http/save-amid-others.ts';
import type { Words } from '../words/en.ts';
import { useWords } from '../words/words.tsx';

type RefusalProps = {
  error: unknown;
  onClose?: () => void;
  /** Words for a status that mean something of their own in this place. */
  says?: Partial<Record<number, string>>;
};

/** Why something was refused, in words, said to a screen reader too. Nothing without an error. */
export function Refusal({ error, onClose, says }: RefusalProps) {
  const words = useWords();
  // A choice between two values has a dialog of its own.
  if (error === null || error === undefined || error instanceof ChangedMeanwhile) return null;
  return (
    <Alert
      role="alert"
      color="red"
      variant="light"
      icon={<IconAlertTriangle aria-hidden />}
      withCloseButton={onClose !== undefined}
      closeButtonLabel={words.common.close}
      {...(onClose === undefined ? {} : { onClose })}
    >
      {refusalWords(words, error, says)}
    </Alert>
  );
}

/** The sentence for a refusal. What a status cannot say, the server's own detail does. */
function refusalWords(words: Words, error: unknown, says: Partial<Record<number, string>> = {}): string {
  if (!(error instanceof Refused)) return words.refused.unexpected;
  const { status, body } = error;
  const own = says[status];
  if (own !== undefined) return own;
  if (status === 0) return words.refused.offline;
  if (status === 403)
    return body.code === 'not-yours' ? words.refused.notYours : (body.detail ?? words.refused.forbidden);
  if (status === 404) return words.refused.gone;
  if (status === 409) {
    const { state, code } = body;
    if (code === 'taken') return words.refused.taken;
    if (code === 'language') return words.refused.language;
    if (code === 'under-way') return words.refused.underWay;
    const known =
      state === undefined ? undefined : (words.refused.deskState[state] ?? words.refused.contactState[state]);
    return known ?? body.detail ?? words.refused.unexpected;
  }
  if (status === 422)
    return (
      body.errors?.map((one) => words.refused.field(one.message)).join('. ') ||
      (body.detail ?? words.refused.unexpected)
    );
  if (status === 429) return words.refused.tooMany;
  if (status === 503) return words.refused.unavailable;
  return body.detail ?? words.refused.unexpected;
}
