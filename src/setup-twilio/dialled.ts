import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { SettingsStore } from '../store/settings-store.ts';
import { DEFAULT_QUEUE_ID, defaultQueueSettings } from '../waiting/queue-settings.ts';

/**
 * The countries (ISO 3166) whose numbers a server calls: those that its queues may call back (the first one's, before the
 * first start), and those of the phones on file for operators; a browser's phone and a SIP address are in none. Rejects
 * with StoreUnavailable.
 */
export async function dialledCountries(
  store: Pick<SettingsStore, 'queues' | 'operators'>,
): Promise<Set<string>> {
  const [stored, operators] = await Promise.all([store.queues(), store.operators()]);
  const queues = stored.length > 0 ? stored : [defaultQueueSettings(DEFAULT_QUEUE_ID, 'Support')];
  return new Set([
    ...queues.flatMap(({ callbacks }) => (callbacks.enabled ? callbacks.countries : [])),
    ...operators.flatMap(({ address }) => countryOf(address ?? '')),
  ]);
}

function countryOf(address: string): string[] {
  if (!address.startsWith('+')) return [];
  const country = parsePhoneNumberFromString(address)?.country;
  return country === undefined ? [] : [country];
}
