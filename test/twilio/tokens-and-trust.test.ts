import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseTwiml } from '../../src/emulator/document/parse-twiml.ts';
import { findTwimlFlaws } from '../../src/emulator/document/twiml-schema.ts';
import {
  EMPTY_DOCUMENT,
  goodbyeDocument,
  hostedFallback,
  keptDocument,
  lastResortDocument,
} from '../../src/twilio/kept-documents.ts';
import { legTokens, type ContactToken } from '../../src/twilio/leg-token.ts';
import { soundTrust } from '../../src/twilio/sound-trust.ts';
import { voiceUrls } from '../../src/twilio/voice-urls.ts';
import { scripts } from '../support/scripts.ts';
import { line } from '../../src/voice-script/moments.ts';

const tokens = legTokens('a secret of at least thirty-two characters');
const token: ContactToken = {
  contactId: 'c-CA1',
  queueId: 'support',
  place: 51_790_000_000_123,
  hasPlace: true,
  language: 'en',
  intervalMs: 45_000,
  step: 4,
};

describe('a leg’s token', () => {
  test('comes back as it was made', () => {
    const any = fc.record({
      contactId: fc.stringMatching(/^[\w-]{1,80}$/),
      queueId: fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,39}$/),
      place: fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
      hasPlace: fc.boolean(),
      language: fc.stringMatching(/^[a-z]{2,3}$/),
      intervalMs: fc.integer({ min: 10, max: 1_800 }).map((seconds) => seconds * 1000),
      step: fc.integer({ min: 1, max: 999_999_999 }),
    });
    fc.assert(
      fc.property(any, (one) => {
        expect(tokens.readContact(tokens.contact(one))).toEqual(one);
      }),
    );
    expect(tokens.readDesk(tokens.desk('intent-1', 7))).toEqual({ intentId: 'intent-1', step: 7 });
  });

  test('with any one character changed, left out or added is none', () => {
    const text = tokens.contact(token);
    for (let at = 0; at < text.length; at++) {
      const changed = text[at] === 'A' ? 'B' : 'A';
      for (const other of [changed, '', `${text[at]}x`]) {
        const tampered = text.slice(0, at) + other + text.slice(at + 1);
        // base64url's last character has bits that mean nothing; the same signature is the same token.
        const read = tokens.readContact(tampered);
        const mayBeTheSame = at === text.length - 1 ? [null, token] : [null];
        expect(mayBeTheSame).toContainEqual(read);
      }
    }
  });

  test('of another secret, of a desk, or of junk is none', () => {
    expect(
      legTokens('another secret of thirty-two characters').readContact(tokens.contact(token)),
    ).toBeNull();
    expect(tokens.readContact(tokens.desk('intent-1', 7))).toBeNull();
    expect(tokens.readDesk(tokens.contact(token))).toBeNull();
    fc.assert(
      fc.property(fc.string(), (junk) => {
        expect(tokens.readContact(junk)).toBeNull();
      }),
    );
  });

  test('fits into a URL without escaping', () => {
    const url = voiceUrls('https://line.example.com', tokens).contact(token, 'words');
    expect(new URL(url).searchParams.get('t')).toBe(tokens.contact(token));
    expect(encodeURIComponent(tokens.contact(token))).toBe(tokens.contact(token));
  });
});

describe('documents that need nothing', () => {
  const next = 'https://line.example.com/voice/resume?t=a&b=c#ct=1000&rt=1800&tt=5000&rc=1&rp=all';

  test.each([
    ['kept', keptDocument(scripts, next)],
    ['hosted', hostedFallback(scripts)],
    ['goodbye', goodbyeDocument(scripts, line('goodbye', {}))],
    ['empty', EMPTY_DOCUMENT],
    ['last resort', lastResortDocument(next)],
  ])('%s: valid, no sound, no pause', (_, twiml) => {
    expect(findTwimlFlaws(parseTwiml(twiml))).toEqual([]);
    expect(twiml).not.toMatch(/<(Play|Pause|Enqueue|Record)/);
  });

  test('kept and last resort lead on to the address that they were given', () => {
    for (const twiml of [keptDocument(scripts, next), lastResortDocument(next)]) {
      const last = parseTwiml(twiml).nodes.at(-1);
      expect(last).toMatchObject({ name: 'Redirect', nodes: [next] });
    }
  });

  test('the hosted one comes back to itself with the failed address, and waits twenty seconds each time', () => {
    const root = parseTwiml(hostedFallback(scripts));
    expect(root.nodes.slice(0, 3)).toMatchObject(
      [1, 2, 3].map(() => ({
        name: 'Gather',
        attributes: { numDigits: '1', finishOnKey: '', timeout: '20' },
      })),
    );
    expect(root.nodes[3]).toMatchObject({ name: 'Redirect', nodes: ['?u={{#e}}{{ErrorUrl}}{{u}}{{/e}}'] });
  });
});

describe('whether sounds are trusted', () => {
  test('a missed step is no sign against them, however many legs: an outage of ours looks like that', () => {
    const { trust } = trustAt();
    for (let call = 0; call < 50; call++) trust.missed(`CA${call}`, 3);
    for (let call = 0; call < 50; call++) trust.missed(`CA${call}`, 3);
    expect(trust.trusted()).toBe(true);
  });

  test('a leg that came home and missed its next step is: ten minutes without sounds', () => {
    const { clock, trust } = trustAt();
    trust.missed('CA1', 3);
    clock.now = 60_000;
    trust.missed('CA1', 4);
    expect(trust.trusted()).toBe(false);
    clock.now = 60_000 + 599_999;
    expect(trust.trusted()).toBe(false);
    clock.now += 1;
    expect(trust.trusted()).toBe(true);
    trust.missed('CA1', 5);
    expect(trust.trusted()).toBe(true);
  });

  test('what a leg misses in an outage of ours, and in the next one soon after, says nothing about sounds', () => {
    const { clock, trust } = trustAt();
    trust.missed('CA1', 3);
    trust.outage();
    clock.now = 20_000;
    trust.missed('CA1', 4);
    trust.outage();
    clock.now = 50_000;
    trust.missed('CA1', 5);
    expect(trust.trusted()).toBe(true);
    clock.now += 60_000;
    trust.missed('CA1', 8);
    expect(trust.trusted()).toBe(true);
    trust.missed('CA1', 9);
    expect(trust.trusted()).toBe(false);
  });

  test('two misses of one leg far apart are two accidents', () => {
    const { clock, trust } = trustAt();
    trust.missed('CA1', 3);
    clock.now = 600_001;
    trust.missed('CA1', 9);
    expect(trust.trusted()).toBe(true);
  });

  test('two sounds that are named as failed within two minutes are enough', () => {
    const { clock, trust } = trustAt();
    trust.failed();
    clock.now = 120_001;
    trust.failed();
    expect(trust.trusted()).toBe(true);
    clock.now += 1_000;
    trust.failed();
    expect(trust.trusted()).toBe(false);
  });
});

function trustAt() {
  const clock = { now: 0 };
  return { clock, trust: soundTrust(() => clock.now) };
}
