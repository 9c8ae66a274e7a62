import { calls } from '../http/calls.ts';
import type { BrowserPhone } from './browser-phone.ts';
import { createStandInPhone } from './stand-in-phone.ts';
import { createTwilioPhone, type SdkDevice } from './twilio-phone.ts';

/**
 * Makes this browser the phone of who is signed in, by what the server says it is. Twilio's SDK is fetched only where
 * it is needed. Rejects where the server refuses, or the SDK cannot be fetched.
 */
export async function openPhone(): Promise<BrowserPhone> {
  const access = await calls.phoneToken();
  if (access.kind === 'stand-in') return createStandInPhone(access);
  const { Call, Device } = await import('@twilio/voice-sdk');
  return createTwilioPhone({
    token: access.token,
    async renew() {
      const next = await calls.phoneToken();
      if (next.kind !== 'twilio')
        throw new Error('Failed to renew the phone’s token: phones are others now.');
      return next.token;
    },
    createDevice: (token) =>
      new Device(token, {
        appName: 'stillhere',
        codecPreferences: [Call.Codec.Opus, Call.Codec.PCMU],
        logLevel: 'error',
        // Time for a server that is just being restarted.
        tokenRefreshMs: 60_000,
      }) as unknown as SdkDevice,
    async askMicrophone() {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      for (const track of stream.getTracks()) track.stop();
    },
    isSupported: Device.isSupported && navigator.mediaDevices !== undefined,
  });
}
