import { describe, expect, it } from 'vitest';
import { type ScriptFile, checkVoiceScripts } from '../../src/voice-script/check.ts';
import { realFiles, withChange, withFile, withMoment, withoutFile } from './example-scripts.ts';

/** Problems as `file:line:column: message`, paths from the language folder on. */
function problemsOf(files: readonly ScriptFile[]): string[] {
  return checkVoiceScripts(files).map(
    ({ file, line, column, message }) =>
      `${file.replace('voice-scripts/', '')}:${line}:${column}: ${message}`,
  );
}

/** What the checker says of other words for one moment, without the file and line, which the test of places covers. */
function verdictsOn(moment: string, yaml: string, language = 'en'): string[] {
  const { files } = withMoment(language, moment, yaml);
  return checkVoiceScripts(files).map(({ column, message }) => `${column}: ${message}`);
}

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

describe('the scripts as they are', () => {
  it('have nothing to mend', () => {
    expect(problemsOf(realFiles)).toStrictEqual([]);
  });
});

describe('places', () => {
  it('points at file, line and column of the word in question', () => {
    const { files, line } = withMoment('en', 'code.enter', '"Press 3 and we call back shortly."');
    expect(problemsOf(files)).toStrictEqual([
      `en/code.yaml:${line}:39: "shortly" promises no time. Say the time, with a placeholder such as {nextSeconds}.`,
    ]);
  });

  it('finds the place in folded lines and in quotes with escapes', () => {
    const folded = withFile('en/goodbye.yaml', 'goodbye: >-\n  Thank you.\n  We are back\n  shortly.\n');
    expect(problemsOf(folded)[0]).toMatch(/^en\/goodbye.yaml:4:3: "shortly"/);
    const quoted = withFile('en/goodbye.yaml', "goodbye: 'It''s goodbye, and back soon.'\n");
    expect(problemsOf(quoted)[0]).toMatch(/^en\/goodbye.yaml:1:35: "soon"/);
  });

  it('reports everything at once, in the order of files and lines', () => {
    const files = [
      ...withoutFile('en/goodbye.yaml').filter(({ path }) => path !== 'voice-scripts/en/talk.yaml'),
      { path: 'voice-scripts/en/goodbye.yaml', text: 'goodbye: "Back soon."\n' },
      {
        path: 'voice-scripts/en/talk.yaml',
        text: 'talk.begin: "I am {operator}."\ntalk.return: "Back."\ntalk.look-in: "{operator}, not {other}."\n',
      },
    ];
    expect(problemsOf(files)).toStrictEqual([
      'en/goodbye.yaml:1:16: "soon" promises no time. Say the time, with a placeholder such as {nextSeconds}.',
      'en/talk.yaml:1:14: "I" makes a machine pass for a person. Say "we" of the team, or name the operator.',
      'en/talk.yaml:2:14: "{operator}" is missing. Put it where its words belong.',
    ]);
  });
});

describe('files and languages', () => {
  it.each(['voice.yaml', 'numbers.yaml', 'phrases.yaml', 'refusals.yaml'])(
    'asks for a missing %s',
    (file) => {
      expect(problemsOf(withoutFile(`ru/${file}`))).toStrictEqual([
        `ru/${file}:1:1: the file is missing. Copy the one of another language and translate it.`,
      ]);
    },
  );

  it('asks for a language, and for one default', () => {
    expect(problemsOf([])).toStrictEqual([
      'voice-scripts:1:1: no language was found. Make a folder for each, such as en.',
    ]);
    expect(
      problemsOf(withChange('en/voice.yaml', 'default: true', 'default: false', realFiles)),
    ).toStrictEqual([
      'de/voice.yaml:2:1: no language is the default. Write default: true in one voice.yaml.',
    ]);
    expect(
      problemsOf(withChange('ru/voice.yaml', 'name: Русский', 'name: Русский\ndefault: true')),
    ).toStrictEqual(['ru/voice.yaml:7:1: a second language claims to be the default. Remove this line.']);
  });

  it('refuses a voice of another language, a language that is none, and keys that nobody reads', () => {
    expect(
      problemsOf(withChange('ru/voice.yaml', 'Google.ru-RU-Wavenet-A', 'Google.en-US-Wavenet-A')),
    ).toStrictEqual(['ru/voice.yaml:4:8: this voice speaks en-US. Choose one for ru-RU.']);
    expect(problemsOf(withChange('en/voice.yaml', 'language: en-US', 'language: English!'))).toStrictEqual([
      'en/voice.yaml:2:11: "language" is not a language tag. Write a BCP 47 tag such as en-US.',
    ]);
    expect(problemsOf(withChange('en/voice.yaml', 'name: English', 'name: English\nspeed: 2'))).toStrictEqual(
      ['en/voice.yaml:7:1: "speed" is not known here. Remove it, or correct its spelling.'],
    );
  });

  it('refuses what is not YAML', () => {
    const [problem] = problemsOf(withFile('en/goodbye.yaml', 'goodbye: "Goodbye.\n'));
    expect(problem).toMatch(/^en\/goodbye.yaml:\d+:\d+: this is not readable YAML: Missing closing "quote\./);
    expect(problemsOf(withFile('en/goodbye.yaml', 'goodbye: "Bye."\ngoodbye: "Bye."\n'))[0]).toMatch(
      /^en\/goodbye.yaml:2:1: this is not readable YAML: Map keys must be unique\./,
    );
  });
});

describe('moments', () => {
  it('asks for a missing moment in the file where it belongs', () => {
    expect(problemsOf(withFile('en/goodbye.yaml', '# nothing\n'))).toStrictEqual([
      'en/goodbye.yaml:1:1: "goodbye" is missing. Add its words to this file.',
    ]);
    expect(problemsOf(withoutFile('en/goodbye.yaml'))).toStrictEqual([
      'en/goodbye.yaml:1:1: "goodbye" is missing. Add its words to this file.',
    ]);
  });

  it('refuses an unknown moment, and one in the wrong file', () => {
    expect(
      problemsOf(
        withFile(
          'en/talk.yaml',
          'talk.begun: "Here."\ntalk.begin: "Here is {operator}."\ntalk.look-in: "{operator}, {other}."\n',
        ),
      ),
    ).toStrictEqual([
      'en/talk.yaml:1:1: "talk.begun" is not a moment. Known are: talk.begin, talk.return, talk.look-in.',
      'en/talk.yaml:1:1: "talk.return" is missing. Add its words to this file.',
    ]);
    const moved = withFile('en/goodbye.yaml', 'goodbye: "Goodbye."\n').concat({
      path: 'voice-scripts/en/more.yaml',
      text: 'code.enter: "Press 3."\n',
    });
    expect(problemsOf(moved)).toStrictEqual([
      'en/more.yaml:1:1: "code.enter" is in the wrong file. Move it to code.yaml.',
    ]);
  });

  it('refuses a moment without words', () => {
    expect(verdictsOn('code.enter', '[]')[0]).toMatch(/^13: "code.enter" has no words\./);
    expect(verdictsOn('code.enter', '""')[0]).toMatch(/^13: "code.enter" /);
  });

  it('asks for three variants of what is heard again and again', () => {
    const status = '"You are next{range, select, none {} other {: {range}}}. Next word {nextSeconds}."';
    const { files, line } = withMoment('en', 'line.status-next', `[${status}, ${status}]`);
    expect(problemsOf(files)).toStrictEqual([
      `en/line.yaml:${line}:1: "line.status-next" is heard again and again and has 2 of 3 variants. Add other ways to say it.`,
    ]);
  });
});

describe('placeholders', () => {
  it('asks for a missing one', () => {
    expect(verdictsOn('talk.begin', '"Here they are."')).toStrictEqual([
      '13: "{operator}" is missing. Put it where its words belong.',
    ]);
  });

  it('does not take asking for saying', () => {
    expect(verdictsOn('talk.begin', '"Here{operator, select, none {} other { they}} are."')).toStrictEqual([
      '13: "{operator}" is missing. Put it where its words belong.',
    ]);
  });

  it('refuses an unknown one, and says which are known', () => {
    expect(verdictsOn('talk.begin', '"Here is {operator} of {company}."')).toStrictEqual([
      '36: "{company}" is not known here. Known are: {operator}.',
    ]);
    expect(verdictsOn('key.quiet', '"Quiet. Next word {nextSeconds_on}."')).toStrictEqual([
      '12: "{nextSeconds}" is missing. Put it where its words belong.',
      '30: "{nextSeconds_on}" is not known here. Known are: {nextSeconds}. Durations also take _in, _every, _about, _for.',
    ]);
  });

  it('refuses cases that a value does not have, and questions that it cannot answer', () => {
    expect(
      verdictsOn('key.quiet', '"Quiet{nextSeconds, select, never {.} other {: {nextSeconds}.}}"'),
    ).toStrictEqual(['40: "never" is not a case of {nextSeconds}. Known are: now, other.']);
    expect(
      verdictsOn('talk.begin', '"{operator, plural, one {One} other {# of}} {operator}."'),
    ).toStrictEqual(['14: "{operator, plural}" asks for a number, and this has none. Use select.']);
    const change = '"You are {position}, {change}{range}. Next word {nextSeconds}."';
    expect(verdictsOn('line.check-in', `[${change}, ${change}, ${change}]`)[0]).toBe(
      '38: "{change}" has no words of its own. Write {change, select, …}.',
    );
  });

  it.each([
    [
      '"Here is {operator"',
      '22: a { is never closed by }. Write {name}, or {name, select, case {…} other {…}}.',
    ],
    [
      '"Here is {operator, select, none {x}}."',
      '49: a select or plural without other {…}. Write {name}, or {name, select, case {…} other {…}}.',
    ],
    [
      '"Here {} is {operator}."',
      '19: a placeholder { } without a name. Write {name}, or {name, select, case {…} other {…}}.',
    ],
    [
      '"Here is {operator, date}."',
      '22: a number, date or tag that no voice can be sure of. Write {name}, or {name, select, case {…} other {…}}.',
    ],
    [
      '"Here is {operator, upper}."',
      '33: after the name only select, plural or selectordinal may follow. Write {name}, or {name, select, case {…} other {…}}.',
    ],
  ])('refuses the ICU error in %s', (yaml, verdict) => {
    expect(verdictsOn('talk.begin', yaml)).toStrictEqual([verdict]);
  });

  it('refuses characters that no voice can speak', () => {
    expect(verdictsOn('goodbye', '"Good\\u0007bye."')).toStrictEqual([
      '10: an invisible character that no voice can speak. Remove it.',
    ]);
  });
});

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

describe('what only speaking shows', () => {
  it('refuses what takes longer than twelve seconds with its longest values', () => {
    const filler = 'This is a sentence of ten words and nothing else. '.repeat(3);
    expect(verdictsOn('code.enter', JSON.stringify(`${filler}Press 3.`))).toStrictEqual([
      `13: takes 12.3 s to speak, "${filler}Press 3.". Shorten it to 12 s.`,
    ]);
    expect(verdictsOn('code.enter', JSON.stringify(`${filler}Three.`))).toStrictEqual([]);
  });

  it('measures with the longest values, not with the usual ones', () => {
    const filler = 'This is a sentence of ten words and nothing else. '.repeat(2);
    const [verdict] = verdictsOn(
      'key.quiet',
      JSON.stringify(`${filler}Thank you all. Next word {nextSeconds}.`),
    );
    expect(verdict).toContain('Next word in twenty-nine minutes thirty-seven seconds.". Shorten it to 12 s.');
  });

  it('refuses a check-in that does not say when the next one comes', () => {
    expect(
      verdictsOn('hold.note-next', '"{expectedSeconds, select, none {Yes} other {{expectedSeconds}}}."'),
    ).toStrictEqual(['17: a check-in that does not say when the next word comes. Add {nextSeconds}.']);
  });

  it('refuses a check-in that says it in some cases only', () => {
    expect(
      verdictsOn(
        'hold.note-next',
        '"{expectedSeconds, select, none {On it} other {{expectedSeconds}, then {nextSeconds}}}."',
      ),
    ).toStrictEqual([
      '17: a check-in that does not always say when the next word comes, "On it.". Put {nextSeconds} outside the cases.',
    ]);
  });
});

describe('answers to keys', () => {
  it('are refused where they do not say when the next word comes', () => {
    expect(verdictsOn('key.rhythm', '"{everySeconds} from now on."')).toStrictEqual([
      '13: an answer that does not always say when the next word comes, "Every forty-five seconds from now on.". Put {everySeconds_in} outside the cases.',
    ]);
  });
});

describe('the groundwork of a language', () => {
  it('refuses half a day that is none, and digits without groups', () => {
    const halves = withChange('en/phrases.yaml', 'select, am {AM}', 'select, night {AM}');
    expect(problemsOf(halves)[0]).toMatch(
      /^en\/phrases.yaml:\d+:\d+: "\{hour\}" is not known here\. Known are: \{hour_…\}\.$/,
    );
    expect(problemsOf(withChange('en/phrases.yaml', 'groups: [3, 3, 4]', 'groups: []'))[0]).toMatch(
      /"phone → groups" is empty\. Write how many digits are spoken in one breath, such as \[3, 3, 4\]\.$/,
    );
    expect(problemsOf(withChange('en/phrases.yaml', 'groups: [3, 3, 4]', 'groups: [3, 0]'))[0]).toMatch(
      /"phone → groups → 1" is below 1\. Write how many digits are spoken in one breath/,
    );
    expect(problemsOf(withChange('en/phrases.yaml', '  tomorrow: tomorrow\n', ''))[0]).toMatch(
      /"days → tomorrow" is missing\. Write the day in a sentence, such as "on Monday"\.$/,
    );
  });

  it('refuses numbers with a gap, and forms that do not exist', () => {
    expect(problemsOf(withChange('en/numbers.yaml', '    7: seven\n', ''))).toStrictEqual([
      'en/numbers.yaml:4:1: "cardinal" has no word for 7. Add 7, or tens, ones and compound.',
    ]);
    expect(
      problemsOf(withChange('en/numbers.yaml', 'tens_from: cardinal', 'tens_from: cardinals')),
    ).toStrictEqual([
      'en/numbers.yaml:57:14: "cardinals" is not a form. Write one of: cardinal, clock, ordinal.',
    ]);
  });

  it('refuses phrases with unknown, missing or formless placeholders', () => {
    const between = '"{low_cardinal} to {high_cardinal} minutes"';
    const verdicts = (words: string) =>
      checkVoiceScripts(withChange('en/phrases.yaml', between, words)).map(
        ({ column, message }) => `${column}: ${message}`,
      );
    expect(verdicts('"{low_cardinal} to {most_cardinal} minutes"')).toStrictEqual([
      '12: "{high…}" is missing. Put it where its words belong.',
      '31: "{most_cardinal}" is not known here. Known are: {low_…}, {high_…}.',
    ]);
    expect(verdicts('"{low_cardinal} to {high_dual} minutes"')).toStrictEqual([
      '31: "{high_dual}" names no form of numbers.yaml. Write one of: {high_cardinal}, {high_clock}, {high_ordinal}.',
    ]);
    expect(verdicts('"{low_cardinal to {high_cardinal} minutes"')).toStrictEqual([
      '13: a placeholder that is not a plain name. Write {name}, or {name, plural, one {…} other {…}}.',
    ]);
  });

  it('refuses phrases that lean on durations that are not there', () => {
    expect(
      problemsOf(withChange('en/phrases.yaml', 'about:\n  duration: plain', 'about:\n  duration: plane')),
    ).toStrictEqual(['en/phrases.yaml:50:13: "plane" is not a set of durations. Write one of: plain.']);
  });

  it('refuses in numbers and phrases what it refuses in sentences, and placeholders where words belong', () => {
    expect(
      problemsOf(withChange('en/phrases.yaml', '60: a minute', '60: a minute, sorry, soon')),
    ).toStrictEqual([
      'en/phrases.yaml:15:28: "soon" promises no time. Say the time, with a placeholder such as {nextSeconds}.',
    ]);
    const [problem] = problemsOf(withChange('en/phrases.yaml', '60: a minute', '60: "{minutes}"'));
    expect(problem).toBe(
      'en/phrases.yaml:15:11: "durations → plain → exactly → 60" has a placeholder, and nothing is filled in here. Write plain words.',
    );
    expect(problemsOf(withChange('en/numbers.yaml', '7: seven', '7: "seven\u202E"'))).toStrictEqual([
      'en/numbers.yaml:14:14: an invisible character that no voice can speak. Remove it.',
    ]);
  });

  it('asks for every list of refusals', () => {
    const [problem] = problemsOf(withChange('en/refusals.yaml', 'vague_times:', 'vague_time:'));
    expect(problem).toMatch(
      /^en\/refusals.yaml:\d+:\d+: "vague_times" is missing\. Write a list of words and phrases/,
    );
  });
});
