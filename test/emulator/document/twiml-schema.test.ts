// Facts: unknown verb, attribute or nesting is 12200; conference audio takes Play, Say, Pause, Redirect only (13238);
// Say limits 13521 (Basic 4096, Polly 3000 without SSML tags, Google 5000, URL-encoded 4500); Pause length > 0.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import twilio from 'twilio';
import { parseTwiml } from '../../../src/emulator/document/parse-twiml.ts';
import { voiceProblem } from '../../../src/emulator/say-voices.ts';
import { findTwimlFlaws, type TwimlPlace } from '../../../src/emulator/document/twiml-schema.ts';
import { SAY } from '../line.ts';

function codes(verbs: string, place: TwimlPlace = 'call'): number[] {
  return findTwimlFlaws(parseTwiml(`<Response>${verbs}</Response>`), place).map((flaw) => flaw.code);
}

describe('documents that Twilio takes', () => {
  test('given a quiet document made by the twilio package, when checked, then nothing is wrong', () => {
    const response = new twilio.twiml.VoiceResponse();
    const attributes = {
      input: ['dtmf'],
      numDigits: 1,
      finishOnKey: '',
      timeout: 38,
      action: 'https://a.example/k',
    };
    response.gather(attributes as never);
    const gather = response.gather(attributes as never);
    gather.play('https://a.example/tone.wav');
    gather.say({ voice: 'Google.ru-RU-Wavenet-A', language: 'ru-RU' }, 'Вы третий.');
    response.redirect({ method: 'POST' }, 'https://a.example/next#ct=1000&rt=2500&tt=5000&rc=1&rp=all');
    expect(findTwimlFlaws(parseTwiml(response.toString()))).toEqual([]);
  });

  test('given a talk, when checked, then nothing is wrong', () => {
    expect(
      codes(
        '<Dial action="https://a.example/x" timeLimit="14400" hangupOnStar="true"><Conference waitUrl="" beep="false" ' +
          'startConferenceOnEnter="true" endConferenceOnExit="true">room-1</Conference></Dial>',
      ),
    ).toEqual([]);
  });

  test('given every voice that the twilio package lists, when checked, then each is known', () => {
    const types = readFileSync('node_modules/twilio/lib/twiml/VoiceResponse.d.ts', 'utf8');
    const voices = [...types.matchAll(/"((?:Polly|Google)\.[^"]+)"/g)].map((match) => match[1] as string);
    expect(voices.length).toBeGreaterThan(500);
    expect(voices.filter((voice) => voiceProblem(voice, undefined) !== null)).toEqual([]);
  });
});

describe('documents that Twilio does not take', () => {
  test.each([
    ['<Silence/>', [12200]],
    ['<say>x</say>', [12200]],
    ['<Pause length="0"/>', [12200]],
    ['<Pause length="-3"/>', [12200]],
    ['<Pause length="0.5"/>', [12200]],
    ['<Gather timeout="2.5"/>', [12200]],
    ['<Gather timeout="0"/>', [12200]],
    ['<Gather numdigits="1"/>', [12200]],
    ['<Gather><Redirect>/x</Redirect></Gather>', [12200]],
    ['<Gather><Play digits="1"/></Gather>', [12200, 12200]],
    ['<Gather speechModel="phone_call" speechTimeout="auto"/>', [12200]],
    ['<Play loop="x">/a.wav</Play>', [12200]],
    ['<Dial><Conference beep="no">x</Conference></Dial>', [12200]],
    ['<Dial><Queue>x</Queue></Dial>', [12200]],
    ['<Dial/>', [12200]],
    ['text', [12200]],
    [`${SAY('x').replace('Polly.Joanna', 'Polly.Nobody')}`, [13511]],
    ['<Say voice="Polly.Joanna" language="ru-RU">x</Say>', [13511]],
    ['<Say>x</Say>', [13511]],
    [SAY(''), [13520]],
    [SAY('word '.repeat(601)), [13521]],
    [`<Say voice="Google.ru-RU-Wavenet-A" language="ru-RU">${'слово '.repeat(150)}</Say>`, [13521]],
  ])('given %s, when checked, then the codes are %j', (verbs, expected) => {
    expect(codes(verbs)).toEqual(expected);
  });

  test.each(['<Gather/>', '<Hangup/>', '<Record/>', '<Dial>+15550001111</Dial>'])(
    'given %s in a conference, when checked, then it is 13238',
    (verbs) => {
      expect(codes(verbs, 'conference-audio')).toEqual([13238]);
    },
  );

  test('given Say, Play, Pause and Redirect in a conference, when checked, then nothing is wrong', () => {
    expect(codes(`${SAY('x')}<Play>/a.wav</Play><Pause/><Redirect/>`, 'conference-audio')).toEqual([]);
  });
});
