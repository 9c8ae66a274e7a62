import { describe, expect, it } from 'vitest';
import type { FoundNumber } from '../../src/setup-twilio/account.ts';
import { changesBetween, wantedSettings } from '../../src/setup-twilio/settings.ts';
import { warningsAbout } from '../../src/setup-twilio/warnings.ts';

const config = { publicUrl: 'https://line.example.com', fallbackUrl: 'https://bins.example/keep' };
const number: FoundNumber = {
  ...wantedSettings(config),
  sid: 'PN1',
  phoneNumber: '+15550000100',
  friendlyName: 'Support',
  hasVoice: true,
  voiceApplicationSid: '',
  trunkSid: '',
};

describe('what a number is warned of', () => {
  it('given a number with nothing in the way, when it is looked at, then there is nothing to say', () => {
    expect(warningsAbout(config, number, false)).toStrictEqual([]);
    expect(changesBetween(number, wantedSettings(config))).toStrictEqual([]);
  });

  it.each([
    [
      'a TwiML application',
      config,
      { ...number, voiceApplicationSid: 'AP1' },
      false,
      'TwiML application AP1',
    ],
    ['a trunk', config, { ...number, trunkSid: 'TK1' }, false, 'SIP trunk TK1'],
    ['a trial account', config, number, true, 'This is a trial account'],
    [
      'loopback',
      { ...config, publicUrl: 'http://127.0.0.1:3000' },
      number,
      false,
      'only this machine reaches it',
    ],
    [
      'a fallback on our own host',
      { ...config, fallbackUrl: 'https://line.example.com/voice/fallback' },
      number,
      false,
      'FALLBACK_URL is on our own host',
    ],
  ])('given %s, when it is looked at, then that alone is said', (_name, ours, theirs, isTrial, words) => {
    expect(warningsAbout(ours, theirs, isTrial)).toStrictEqual([expect.stringContaining(words)]);
  });
});
