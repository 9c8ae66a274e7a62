import type { Config } from '../config.ts';
import { patientFallback, RETRY_FRAGMENT, STATUS_FRAGMENT } from '../twilio/voice-urls.ts';

/** What a number at Twilio does with a call; '' where nothing is set. */
export type NumberSettings = {
  voiceUrl: string;
  voiceMethod: string;
  voiceFallbackUrl: string;
  voiceFallbackMethod: string;
  statusCallback: string;
  statusCallbackMethod: string;
};

/** One setting that is not as it should be. */
export type Change = { setting: keyof NumberSettings; before: string; after: string };

/** How a number has to be set so that its calls come to this server, and to the fallback when it is away. */
export function wantedSettings({
  publicUrl,
  fallbackUrl,
}: Pick<Config, 'publicUrl' | 'fallbackUrl'>): NumberSettings {
  return {
    voiceUrl: `${publicUrl}/voice/incoming${RETRY_FRAGMENT}`,
    voiceMethod: 'POST',
    voiceFallbackUrl: patientFallback(fallbackUrl, publicUrl),
    voiceFallbackMethod: 'POST',
    statusCallback: `${publicUrl}/voice/status${STATUS_FRAGMENT}`,
    statusCallbackMethod: 'POST',
  };
}

/** What differs, in the order in which a number lists it. */
export function changesBetween(before: NumberSettings, after: NumberSettings): Change[] {
  return SETTINGS.filter((setting) => before[setting] !== after[setting]).map((setting) => ({
    setting,
    before: before[setting],
    after: after[setting],
  }));
}

export const SETTINGS = [
  'voiceUrl',
  'voiceMethod',
  'voiceFallbackUrl',
  'voiceFallbackMethod',
  'statusCallback',
  'statusCallbackMethod',
] as const satisfies readonly (keyof NumberSettings)[];
