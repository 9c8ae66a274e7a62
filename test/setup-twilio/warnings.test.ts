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
    expect(warningsAbout(config, number)).toStrictEqual([]);
    expect(changesBetween(number, wantedSettings(config))).toStrictEqual([]);
  });

  it.each([
    ['a TwiML application', config, { ...number, voiceApplicationSid: 'AP1' }, 'TwiML application AP1'],
    ['a trunk', config, { ...number, trunkSid: 'TK1' }, 'SIP trunk TK1'],
    ['loopback', { ...config, publicUrl: 'http://127.0.0.1:3000' }, number, 'only this machine reaches it'],
    [
      'a fallback on our own host',
      { ...config, fallbackUrl: 'https://line.example.com/voice/fallback' },
      number,
      'FALLBACK_URL is on our own host',
    ],
  ])('given %s, when it is looked at, then that alone is said', (_name, ours, theirs, words) => {
    expect(warningsAbout(ours, theirs)).toStrictEqual([expect.stringContaining(words)]);
  });
});
