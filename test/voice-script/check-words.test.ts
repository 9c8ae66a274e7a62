import { describe, expect, it } from 'vitest';
import { checkVoiceScripts } from '../../src/voice-script/check.ts';
import { verdictsOn, withMoment } from './example-scripts.ts';

/** The passages that the checker refuses in each of these sentences; all are looked at in one go, a line each. */
function refusedIn(language: string, sentences: readonly string[]): Record<string, string[]> {
  const list = sentences.map((sentence) => `\n  - ${JSON.stringify(sentence)}`);
  const { files, line } = withMoment(language, 'goodbye', list.join(''));
  const found = checkVoiceScripts(files);
  return Object.fromEntries(
    sentences.map((sentence, i) => [
      sentence,
      found
        .filter((one) => one.file.endsWith(`${language}/goodbye.yaml`) && one.line === line + 1 + i)
        .map(({ message }) => /^"([^"]+)"/.exec(message)?.[1] ?? message)
        .toSorted(),
    ]),
  );
}

describe('words that no caller should hear', () => {
  it.each([
    [
      'English',
      'en',
      {
        'Visit our website.': ['Visit our', 'website'],
        'See www.acme.example.': ['www.'],
        'Go to acme.com.': ['.com'],
        'Ask for our discounts.': ['discounts'],
        'Download our app.': ['our app', 'Download'],
        'Your call is important to us.': ['Your call is important', 'is important to us'],
        'Thank you for your patience.': ['Thank you for your patience'],
        'Thank you for holding.': ['Thank you for holding'],
        'Sorry.': ['Sorry'],
        'We apologise.': ['apologise'],
        'We are back shortly.': ['shortly'],
        'We are back soon.': ['soon'],
        'It starts in a  moment.': ['in a  moment'],
        "I'm here.": ['I'],
        'Tell me.': ['me'],
        // A word is not a part of another.
        'Goodbye, sooner than expected.': [],
        'The line is alive.': [],
        'Five meters from home.': [],
        'Iceland is online.': [],
      },
    ],
    [
      'Russian',
      'ru',
      {
        'Всё есть на нашем сайте.': ['на нашем сайте', 'нашем сайте', 'сайте'],
        'Сегодня скидка.': ['скидка'],
        'Ваш звонок очень важен для нас.': ['Ваш звонок очень важен', 'важен для нас'],
        'Спасибо за ожидание.': ['Спасибо за ожидание'],
        'Извините.': ['Извините'],
        'Приносим извинения.': ['Приносим извинения', 'извинения'],
        'Скоро ответим.': ['Скоро'],
        'Ответим в ближайшее время.': ['в ближайшее время'],
        'Минутку.': ['Минутку'],
        'Я слушаю.': ['Я'],
      },
    ],
    [
      'German',
      'de',
      {
        'Besuchen Sie unsere Website.': ['Besuchen Sie', 'Website'],
        'Vielen Dank für Ihre Geduld.': ['Dank für Ihre Geduld'],
        'Ihr Anruf ist uns wichtig.': ['Ihr Anruf ist uns wichtig', 'ist uns wichtig'],
        'Entschuldigung.': ['Entschuldigung'],
        'Wir sind gleich für Sie da.': ['gleich'],
        'Einen Moment.': ['Einen Moment'],
        'Hier spreche ich.': ['ich'],
        'Das ist nicht ungleich.': [],
      },
    ],
  ])('are refused in %s, and no others', (_name, language, sentences: Record<string, string[]>) => {
    const expected = Object.entries(sentences).map(([words, refused]) => [words, refused.toSorted()]);
    expect(refusedIn(language, Object.keys(sentences))).toStrictEqual(Object.fromEntries(expected));
  });

  it('lets an apology pass that carries a fact, and not one that carries a name only', () => {
    expect(verdictsOn('key.quiet', '"Sorry, that was loud. Next word {nextSeconds}."')).toStrictEqual([]);
    expect(verdictsOn('talk.begin', '"Sorry. Here is {operator}."')).toStrictEqual([
      '14: "Sorry" apologises without information. Say in the same message what is being done, or until when.',
    ]);
  });
});
