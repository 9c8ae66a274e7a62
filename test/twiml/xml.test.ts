// The twilio package's own builder is the yardstick: the same verbs come out the same to the letter.
import fc from 'fast-check';
import twilio from 'twilio';
import { describe, expect, it } from 'vitest';
import { element, escaped } from '../../src/twiml/xml.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>';
/** Text that XML allows, with much of what has to be escaped. */
const legal = fc
  .array(
    fc.oneof(fc.constantFrom('&', '<', '>', '"', "'", '\t', '\n', '\r', ']]>', '&amp;', ' '), fc.string()),
  )
  .map((parts) => parts.join('').replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD]/g, ''));

describe('XML of documents', () => {
  it('given any words and addresses, when verbs are written, then they are as the twilio package writes them', () => {
    fc.assert(
      fc.property(legal, legal, fc.integer({ min: 1, max: 50 }), (text, url, timeout) => {
        const theirs = new twilio.twiml.VoiceResponse();
        const gather = theirs.gather({
          ...{ input: ['dtmf'], numDigits: 1, finishOnKey: '', timeout },
          ...{ action: url, method: 'POST' },
        });
        gather.play({}, url);
        gather.say({ language: 'en-US' }, text);
        theirs.redirect({ method: 'POST' }, url);
        theirs.hangup();

        const words =
          element('Play', {}, escaped(url)) + element('Say', { language: 'en-US' }, escaped(text));
        const ours =
          element(
            'Gather',
            { input: 'dtmf', numDigits: 1, finishOnKey: '', timeout, action: url, method: 'POST' },
            words,
          ) +
          element('Redirect', { method: 'POST' }, escaped(url)) +
          element('Hangup', {});
        expect(HEAD + element('Response', {}, ours)).toBe(theirs.toString());
      }),
    );
  });

  it('given a conference, when it is written, then flags and empty attributes are as the twilio package writes them', () => {
    const theirs = new twilio.twiml.VoiceResponse();
    const options = {
      waitUrl: '',
      beep: 'false',
      startConferenceOnEnter: true,
      endConferenceOnExit: true,
    } as const;
    theirs.dial({ timeLimit: 14_400, hangupOnStar: true }).conference(options, 'talk-1');
    const ours = element(
      'Dial',
      { timeLimit: 14_400, hangupOnStar: true },
      element('Conference', options, escaped('talk-1')),
    );
    expect(HEAD + element('Response', {}, ours)).toBe(theirs.toString());
  });

  it.each([
    ['a NUL', 'a\u0000b', 'ab'],
    ['a lone surrogate', 'a\uD800b', 'ab'],
    ['a character that is no character', 'a\uFFFEb', 'ab'],
    ['a face', 'a\u{1F600}b', 'a\u{1F600}b'],
  ])(
    'given %s, when it is written, then only what XML allows stands in text and attributes',
    (_name, raw, kept) => {
      expect(escaped(raw)).toBe(kept);
      expect(element('Say', { voice: raw })).toBe(`<Say voice="${kept}"/>`);
    },
  );
});
