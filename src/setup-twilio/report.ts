import type { FoundNumber } from './account.ts';
import type { Look } from './preflight.ts';
import type { Change, NumberSettings } from './settings.ts';

const NAMES: Record<keyof NumberSettings, string> = {
  voiceUrl: 'Voice URL',
  voiceMethod: '  method',
  voiceFallbackUrl: 'Fallback URL',
  voiceFallbackMethod: '  method',
  statusCallback: 'Status callback',
  statusCallbackMethod: '  method',
};
const NAME_WIDTH = 17;

/** Which number it is, as Twilio has it. */
export function describeNumber(number: FoundNumber): string {
  return `${number.phoneNumber} "${number.friendlyName}" (${number.sid})`;
}

/** A change is two lines, before and after: addresses are long. */
export function describeChanges(changes: readonly Change[]): string {
  return changes
    .map(({ setting, before, after }) => {
      return `  ${NAMES[setting].padEnd(NAME_WIDTH)}  ${shown(before)}\n  ${''.padEnd(NAME_WIDTH)}→ ${shown(after)}`;
    })
    .join('\n');
}

/** What was looked at and is left as it is. */
export function describeLooks(looks: readonly Look[]): string {
  const lines = looks.map(({ what, found }) => `  ${what.padEnd(NAME_WIDTH)}  ${found}`);
  return ['Looked at, and left as it is:', ...lines].join('\n');
}

export function describeWarnings(warnings: readonly string[]): string {
  return warnings.map((warning) => `Warning: ${warning}`).join('\n');
}

/** The document for a host that stays when ours is gone, and how to get it there. */
export function describeFallback(document: string, fallbackUrl: string, isOwnHost: boolean): string {
  const now = isOwnHost
    ? 'FALLBACK_URL is not set to such a place yet.'
    : `FALLBACK_URL is ${shown(fallbackUrl)}; what lies there should be this.`;
  return [
    `The fallback document keeps callers when this server is away. ${now}`,
    '  1. In the Twilio console: Develop > TwiML Bins > Create new.',
    '  2. Paste this, save, and copy the URL that it is given:',
    '',
    document,
    '',
    '  3. Set FALLBACK_URL to that URL, restart the server, and run this again.',
  ].join('\n');
}

/** An address without the password that it may carry. */
function shown(value: string): string {
  return value === '' ? '(not set)' : value.replace(/\/\/[^/@]*@/, '//…@');
}
