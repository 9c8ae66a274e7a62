import { describe, expect, it } from 'vitest';
import { verdictsOn } from './example-scripts.ts';

describe('what only speaking shows', () => {
  it('refuses what takes longer than twelve seconds with its longest values', () => {
    const filler = 'This is a sentence of ten words and nothing else. '.repeat(3);
    expect(verdictsOn('callback.enter', JSON.stringify(`${filler}Press 3.`))).toStrictEqual([
      `17: takes 12.3 s to speak, "${filler}Press 3.". Shorten it to 12 s.`,
    ]);
    expect(verdictsOn('callback.enter', JSON.stringify(`${filler}Three.`))).toStrictEqual([]);
  });

  it('measures with the longest values, not with the usual ones', () => {
    const filler = 'This is a sentence of ten words and nothing else. '.repeat(2);
    const [verdict] = verdictsOn(
      'key.quiet',
      JSON.stringify(`${filler}Thank you all. Next word {nextSeconds}.`),
    );
    expect(verdict).toContain('Next word in twenty-nine minutes thirty-seven seconds.". Shorten it to 12 s.');
  });

  it.each([
    [0, '=0 {LONG} =1 {One.} =2 {Two.} other {More.}'],
    [1, '=0 {None.} =1 {LONG} =2 {Two.} other {More.}'],
    [2, '=0 {None.} =1 {One.} =2 {LONG} other {More.}'],
    [27, '=0 {None.} =1 {One.} =2 {Two.} other {LONG}'],
  ])('measures a count of %i: none, one, a few and many have words of their own', (_, cases) => {
    const filler = 'This is a sentence of ten words and nothing else. '.repeat(4);
    const yaml = `"{held, plural, ${cases.replace('LONG', filler)}}"`;
    const [verdict, ...others] = verdictsOn('desk.holding-several', yaml);
    expect(verdict).toMatch(/This is a sentence .* Shorten it to \d+ s\.$/);
    expect(others).toStrictEqual([]);
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
