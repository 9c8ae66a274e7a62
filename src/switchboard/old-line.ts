import { mayCall } from '../callback/rules.ts';
import type { QueueSettings } from '../waiting/queue-settings.ts';

/**
 * Whether calls of a queue may be handed on to this number (E.164): by the rules for calls back, of a country that this
 * queue may call, and not back to ourselves.
 * @param ours numbers that lead to this line, or are its operators'
 */
export function mayHandOn(
  number: string,
  { callbacks }: Pick<QueueSettings, 'callbacks'>,
  ours: readonly string[],
): boolean {
  return mayCall(number, { countries: callbacks.countries, ownNumbers: ours });
}
