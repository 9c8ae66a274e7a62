import { describe, expect, it } from 'vitest';
import { problemsOf, verdictsOn, withFile, withMoment, withoutFile } from './example-scripts.ts';

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
          'talk.begun: "Here."\ntalk.begin: "Here is {operator}."\ntalk.again: "{operator}."\ntalk.look-in: "{operator}, {other}."\n',
        ),
      ),
    ).toStrictEqual([
      'en/talk.yaml:1:1: "talk.begun" is not a moment. Known are: talk.begin, talk.again, talk.return, talk.look-in.',
      'en/talk.yaml:1:1: "talk.return" is missing. Add its words to this file.',
    ]);
    const moved = withFile('en/goodbye.yaml', 'goodbye: "Goodbye."\n').concat({
      path: 'voice-scripts/en/more.yaml',
      text: 'callback.enter: "Press 3."\n',
    });
    expect(problemsOf(moved)).toStrictEqual([
      'en/more.yaml:1:1: "callback.enter" is in the wrong file. Move it to callback.yaml.',
    ]);
  });

  it('refuses a moment without words', () => {
    expect(verdictsOn('callback.enter', '[]')[0]).toMatch(/^17: "callback.enter" has no words\./);
    expect(verdictsOn('callback.enter', '""')[0]).toMatch(/^17: "callback.enter" /);
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
