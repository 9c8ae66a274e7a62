import { describe, expect, test } from 'vitest';
import { readVoiceScripts } from '../../src/voice-script/check.ts';
import { answerHints, spokenAnswer } from '../../src/voice-script/spoken-answer.ts';
import { scripts } from '../support/scripts.ts';
import { withChange } from './example-scripts.ts';

const understood = (text: string, language = 'en') => spokenAnswer(scripts, language, text);

describe('what a caller says after a question', () => {
  test.each([
    ['Yes.', 'yes'],
    ['yeah, sure', 'yes'],
    ['YES PLEASE!', 'yes'],
    ['No problem', 'yes'],
    ['That’s right', 'yes'],
    ['No.', 'no'],
    ['that is not right', 'no'],
    ['I can’t', 'no'],
    ['no thanks, no', 'no'],
    ['yes, call me back', 'call-back'],
    ['no, please come back', 'come-back'],
  ])('"%s" means %s', (said, meaning) => {
    expect(understood(said)).toBe(meaning);
  });

  test.each([
    ['', 'nothing at all'],
    ['...', 'no word'],
    ['nothing', 'a word that only begins with one of ours'],
    ['yes no', 'two answers'],
    ['call me back or come back', 'two wishes'],
    ['yes I told you that she was right there', 'a talk with somebody else'],
    ['да', 'another language'],
    ['yes'.repeat(50_000), 'a flood'],
  ])('"%s" is no answer: %s', (said) => {
    expect(understood(said)).toBe('unclear');
  });

  test('each language has its own words; one that is not there is heard as the default', () => {
    expect(understood('Да, конечно.', 'ru')).toBe('yes');
    expect(understood('Нет проблем', 'ru')).toBe('yes');
    expect(understood('Не надо', 'ru')).toBe('no');
    expect(understood('Перезвоните мне, пожалуйста', 'ru')).toBe('call-back');
    expect(understood('Kein Problem', 'de')).toBe('yes');
    expect(understood('Nein, jetzt nicht', 'de')).toBe('no');
    expect(understood('Kommen Sie bitte zurück', 'de')).toBe('come-back');
    expect(understood('yes', 'xx')).toBe('yes');
  });

  test('Twilio is told what it may hear, within its limits', () => {
    for (const language of Object.keys(scripts.languages)) {
      const hints = answerHints(scripts, language).split(',');
      expect(hints.length).toBeLessThanOrEqual(500);
      expect(hints.every((hint) => hint !== '' && hint.length <= 100)).toBe(true);
    }
    expect(answerHints(scripts, 'ru')).toMatch(/^да,/);
  });
});

describe('answers.yaml is checked', () => {
  const verdicts = (passage: string | RegExp, replacement: string) =>
    readVoiceScripts(withChange('en/answers.yaml', passage, replacement)).problems.map(
      ({ file, message }) => `${file.replace('voice-scripts/', '')}: ${message}`,
    );

  test('a phrase means one thing', () => {
    expect(verdicts('no: ["no",', 'no: ["no", "Yeah",')).toStrictEqual([
      'en/answers.yaml: "Yeah" means yes already. Let it mean one thing.',
    ]);
  });

  test('a meaning without words, and signs that nobody speaks, are refused', () => {
    expect(verdicts(/come-back: .*/, 'come-back: []')[0]).toContain('"come-back" is empty.');
    expect(verdicts('no: ["no",', 'no: ["no, sir",')[0]).toContain('has signs that nobody speaks');
    expect(verdicts('no: ["no",', 'maybe: ["maybe"]\nno: ["no",')[0]).toContain('"maybe" is not known here');
  });
});
