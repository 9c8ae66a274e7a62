import { Refused } from '../http/request.ts';

/**
 * What the server said is wrong with a field, and with what lies in it (`languages` has `languages.1` too).
 * @returns undefined where nothing is wrong
 */
export function fieldError(error: unknown, field: string): string | undefined {
  if (!(error instanceof Refused)) return undefined;
  const found =
    error.body.errors?.filter((one) => one.field === field || one.field.startsWith(`${field}.`)) ?? [];
  return found.length === 0 ? undefined : found.map((one) => one.message).join('. ');
}

/** Whether fields are marked: then the refusal needs no other words. */
export function hasFieldErrors(error: unknown): boolean {
  return error instanceof Refused && (error.body.errors?.length ?? 0) > 0;
}
