import { type Config, isLoopback } from '../config.ts';
import type { FoundNumber } from './account.ts';

/** What would keep callers from being served although the number's settings are right. */
export function warningsAbout(
  config: Pick<Config, 'publicUrl' | 'fallbackUrl'>,
  number: FoundNumber,
): string[] {
  const publicUrl = new URL(config.publicUrl);
  const warnings: string[] = [];
  if (number.trunkSid !== '') {
    warnings.push(
      `The number belongs to the SIP trunk ${number.trunkSid}: its calls go there. Take it off the trunk.`,
    );
  }
  if (number.voiceApplicationSid !== '') {
    warnings.push(
      `The number has the TwiML application ${number.voiceApplicationSid}: Twilio asks that and not these addresses. Remove it from the number.`,
    );
  }
  if (isLoopback(publicUrl.hostname)) {
    warnings.push(`PUBLIC_URL is ${publicUrl.origin}: only this machine reaches it, Twilio does not.`);
  }
  if (new URL(config.fallbackUrl).host === publicUrl.host) {
    warnings.push(
      'FALLBACK_URL is on our own host: when this host is away, callers hear an error. Host the document below elsewhere.',
    );
  }
  return warnings;
}
