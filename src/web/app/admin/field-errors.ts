import { Refused } from '../http/request.ts';
import type { Words } from '../words/en.ts';

/**
 * What the server said is wrong with a field, and with what lies in it: of a list (`languages.1`) with the number of
 * the entry, counted from 1.
 * @returns undefined where nothing is wrong
 */
export function fieldError(words: Words, error: unknown, field: string): string | undefined {
  if (!(error instanceof Refused)) return undefined;
  const found =
    error.body.errors?.filter((one) => one.field === field || one.field.startsWith(`${field}.`)) ?? [];
  return found.length === 0
    ? undefined
    : found.map((one) => entryOf(one.field, field) + words.refused.field(one.message)).join('. ');
}

function entryOf(field: string, list: string): string {
  const entry = /^\.(\d+)/.exec(field.slice(list.length))?.[1];
  return entry === undefined ? '' : `${Number(entry) + 1}: `;
}

/** Whether fields are marked: then the refusal needs no other words. */
export function hasFieldErrors(error: unknown): boolean {
  return error instanceof Refused && (error.body.errors?.length ?? 0) > 0;
}
