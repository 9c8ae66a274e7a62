import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { scripts } from '../support/scripts.ts';
import {
  type Line,
  type MomentName,
  type ValuesOf,
  line,
  momentNamed,
  moments,
} from '../../src/voice-script/moments.ts';
import { renderLine } from '../../src/voice-script/render.ts';
import { spokenDurationMs } from '../../src/voice-script/spoken-duration.ts';
import { type LineValue, valueKinds } from '../../src/voice-script/value-kinds.ts';

const languages = Object.keys(scripts.languages);
const names = Object.keys(moments) as MomentName[];

/** All lines of one document, as a caller hears them in sequence. */
function spoken(language: string, lines: Line[], turn = 0): string {
  return lines.map((one) => renderLine(scripts, language, one, turn).text).join(' ');
}

function say<M extends MomentName>(language: string, moment: M, values: ValuesOf<M>, turn = 0): string {
  return renderLine(scripts, language, line(moment, values), turn).text;
}

describe('the calls of a day, in English', () => {
  const range = { rangeLow: 4, rangeHigh: 7 };
  const onHold = { operator: 'Anna', reason: 'looking up your invoice' };

  it('greets with place, range, silence and key', () => {
    const greeting = [
      line('greeting.welcome', { queueName: 'Acme support' }),
      line('greeting.place', { position: 3, ...range }),
      line('greeting.quiet', { firstSeconds: 45, everySeconds: 60 }),
      line('greeting.keys', {}),
    ];
    expect(spoken('en', greeting)).toBe(
      'Acme support. You are third: four to seven minutes. It will be quiet now, no music. Next word in forty-five seconds, then every minute. Any key tells you where you stand.',
    );
  });

  it('greets without an estimate where there is none, and with the nearest words at the front', () => {
    expect(say('en', 'greeting.place', { position: 3, rangeLow: -1, rangeHigh: -1 })).toBe(
      'You are third in line.',
    );
    expect(say('en', 'greeting.next-in-line', { rangeLow: 0, rangeHigh: 1 })).toBe(
      'You are next: less than two minutes.',
    );
    expect(say('en', 'greeting.quiet', { firstSeconds: 60, everySeconds: 60 })).toBe(
      'It will be quiet now, no music. Next word in a minute, then every minute.',
    );
  });

  it('checks in with what changed, the place, the range and the next word, each time in other words', () => {
    const values = { position: 2, rangeLow: 3, rangeHigh: 5, nextSeconds: 60 };
    const heard = [0, 1, 2, 3].map((turn) =>
      say('en', 'line.check-in', { ...values, change: 'moved-up' }, turn),
    );
    expect(heard).toStrictEqual([
      'Now second: three to five minutes. Next word in a minute.',
      'You are now second, three to five minutes to go. Next word in a minute.',
      'The line has moved: you are second, three to five minutes. Next word in a minute.',
      'Now second: three to five minutes. Next word in a minute.',
    ]);
    expect(say('en', 'line.check-in', { ...values, change: 'same' })).toBe(
      'Still second: three to five minutes. Next word in a minute.',
    );
    expect(say('en', 'line.check-in', { ...values, change: 'moved-back' })).toBe(
      'Further back, now second: three to five minutes. Next word in a minute.',
    );
    const longer = [
      line('line.longer', { reason: 'none', left: 0 }),
      line('line.check-in', { ...values, change: 'same' }),
    ];
    expect(spoken('en', longer)).toBe(
      'It is taking longer. Still second: three to five minutes. Next word in a minute.',
    );
  });

  it('answers keys in one short sentence that says what happens next', () => {
    expect(say('en', 'line.status', { position: 2, rangeLow: 3, rangeHigh: 5, nextSeconds: 60 })).toBe(
      'You are second: three to five minutes. Next word in a minute.',
    );
    expect(say('en', 'key.rhythm', { everySeconds: 120 })).toBe(
      'Every two minutes from now on. Next word in two minutes.',
    );
    expect(say('en', 'key.rhythm-news', { longestSeconds: 600 })).toBe(
      'From now on only when something changes. Next word in ten minutes at the latest.',
    );
    expect(say('en', 'key.keep-waiting', { nextSeconds: 60 })).toBe('Good. Next word in a minute.');
    expect(say('en', 'key.language', {})).toBe('English from now on.');
  });

  it('names the language key only where there is a choice', () => {
    const [alone, choice] = [1, 2].map((count) =>
      say('en', 'key.list-line', { languages: count, nextSeconds: 60 }),
    );
    expect(choice).toContain('7, language.');
    expect(alone).not.toContain('7');
    expect(renderLine(scripts, 'en', { moment: 'key.list-line', values: { nextSeconds: 60 } }, 0).text).toBe(
      alone,
    );
  });

  it('says on hold who does what, for how long, and how to get them back', () => {
    expect(say('en', 'hold.begin', { ...onHold, expectedSeconds: 120, nextSeconds: 60 })).toBe(
      'Anna: looking up your invoice, about two minutes. Quiet now; next word in a minute. To have Anna back, press 0.',
    );
    expect(
      say('en', 'hold.begin', { operator: 'Anna', reason: '', expectedSeconds: -1, nextSeconds: 60 }),
    ).toBe('Anna is working on it. Quiet now; next word in a minute. To have Anna back, press 0.');
    expect(say('en', 'hold.check-in', { ...onHold, expectedSeconds: 60, nextSeconds: 60 })).toBe(
      'Anna is still on it: looking up your invoice. Just reminded, no news yet. About a minute more. Next word in a minute.',
    );
    expect(
      say('en', 'hold.check-in', { operator: 'Anna', reason: '', expectedSeconds: 0, nextSeconds: 60 }),
    ).toBe('Anna is still working on it. Just reminded, no news yet. Due back now. Next word in a minute.');
    const late = [
      line('hold.longer', { reason: onHold.reason }),
      line('hold.check-in-late', { operator: 'Anna', nextSeconds: 60 }),
    ];
    expect(spoken('en', late)).toBe(
      'It is taking longer: looking up your invoice. Anna was just reminded. Press 0 to have them back now. Next word in a minute.',
    );
    expect(say('en', 'hold.escalated', { called: 'supervisor' })).toBe(
      'Our supervisors know that you are waiting.',
    );
  });

  it('passes a note on word for word, whatever it ends in', () => {
    const note = [
      line('hold.note', { operator: 'Anna', note: 'found it, checking the date' }),
      line('hold.note-next', { expectedSeconds: 60, nextSeconds: 60 }),
      line('hold.ask', {}),
    ];
    expect(spoken('en', note)).toBe(
      'From Anna: found it, checking the date. About a minute more. Next word in a minute. Can you wait? Press 1, or just stay.',
    );
    const notes = ['it was paid.', 'paid twice?', '{operator} <b> & "co"'];
    expect(notes.map((text) => say('en', 'hold.note', { operator: 'Anna', note: text }))).toStrictEqual([
      'From Anna: it was paid.',
      'From Anna: paid twice?',
      'From Anna: {operator} <b> & "co".',
    ]);
  });

  it('stays with the caller when everything is down, and says when it is over', () => {
    const words = 'The line is alive and you keep your place. Next word in twenty seconds.';
    expect(say('en', 'trouble.alive', { nextSeconds: 20 })).toBe(words);
    expect(say('en', 'trouble.static', {})).toBe(words);
    const back = [
      line('line.back-again', {}),
      line('line.check-in', { position: 2, change: 'same', rangeLow: 3, rangeHigh: 5, nextSeconds: 60 }),
    ];
    expect(spoken('en', back)).toBe(
      'We are back. Still second: three to five minutes. Next word in a minute.',
    );
  });

  it('whispers to the operator in two seconds', () => {
    const whisper = say('en', 'desk.whisper', { queueName: 'Support', waitedSeconds: 245 });
    expect(whisper).toBe('Support, waited four minutes.');
    expect(spokenDurationMs(whisper)).toBeLessThan(2_000);
    const tongue = (language: string) => say(language, 'desk.language', { language: 'en' });
    expect(['en', 'ru', 'de'].map(tongue)).toStrictEqual(['English.', 'Английский.', 'Englisch.']);
    expect(say('en', 'desk.remind', { secondsLeft: 20 })).toBe(
      'Check-in in twenty seconds. 1 returns, 2 two more minutes.',
    );
  });
});

describe('the same calls in Russian', () => {
  it('greets without guessing the caller’s gender', () => {
    const greeting = [
      line('greeting.welcome', { queueName: 'Поддержка «Акме»' }),
      line('greeting.place', { position: 3, rangeLow: 4, rangeHigh: 7 }),
      line('greeting.quiet', { firstSeconds: 45, everySeconds: 60 }),
      line('greeting.keys', {}),
    ];
    expect(spoken('ru', greeting)).toBe(
      'Поддержка «Акме». Ваше место в очереди — третье: от четырёх до семи минут. Сейчас будет тихо, без музыки. Следующее слово через сорок пять секунд, потом каждую минуту. Любая клавиша — и вы узнаете, как дела.',
    );
  });

  it('checks in, holds, and survives an outage', () => {
    expect(
      say('ru', 'line.check-in', {
        position: 2,
        change: 'moved-up',
        rangeLow: 3,
        rangeHigh: 5,
        nextSeconds: 60,
      }),
    ).toBe('Теперь ваше место — второе: от трёх до пяти минут. Следующее слово через минуту.');
    expect(
      say('ru', 'hold.begin', {
        operator: 'Анна',
        reason: 'ищу ваш счёт',
        expectedSeconds: 120,
        nextSeconds: 60,
      }),
    ).toBe(
      'Анна: ищу ваш счёт, около двух минут. Сейчас тихо; следующее слово через минуту. Чтобы вернуть оператора, нажмите 0.',
    );
    const note = [
      line('hold.note', { operator: 'Анна', note: 'нашла, сверяю дату' }),
      line('hold.note-next', { expectedSeconds: 60, nextSeconds: 120 }),
      line('hold.ask', {}),
    ];
    expect(spoken('ru', note)).toBe(
      'Анна передаёт: нашла, сверяю дату. Ещё около минуты. Следующее слово через две минуты. Сможете подождать? Нажмите 1 или просто оставайтесь на линии.',
    );
    expect(say('ru', 'trouble.static', {})).toBe(
      'Линия работает, ваше место в очереди за вами. Следующее слово через двадцать секунд.',
    );
    expect(say('ru', 'key.rhythm', { everySeconds: 120 })).toBe(
      'Теперь каждые две минуты. Следующее слово через две минуты.',
    );
  });
});

describe.each(languages)('every moment in %s', (language) => {
  const spread: Record<string, LineValue[]> = {
    position: [1, 2, 3, 11, 21, 99, 137],
    in: [10, 20, 45, 60, 90, 97, 600, 1_800],
    every: [10, 60, 120, 300, 600, 1_800],
    about: [-1, 0, 10, 60, 90, 120, 3_600],
    // A note stands as it was typed, small first letter and all.
    note: ['Card payments are down until eleven', 'Paid twice?'],
    for: [1, 30, 61, 600, 4_000, 14_400],
  };

  it.each(names)('%s renders over a spread of values, in whole sentences', (name) => {
    const moment = momentNamed(name);
    expect(moment).toBeDefined();
    for (let turn = 0; turn < 24; turn++) {
      const values: Record<string, LineValue> = {};
      for (const [value, kind] of Object.entries(moment?.values ?? {})) {
        const choices = spread[kind] ?? valueKinds[kind].worst;
        values[value] = choices[turn % choices.length] ?? 0;
      }
      const { text } = renderLine(scripts, language, { moment: name, values }, turn);
      expect(text).toMatch(/^[\p{Lu}\p{N}].*[.?!]$/u);
      expect(text).not.toMatch(/[{}]|undefined|NaN|\s[.,;:]|[:,;.]\.|\s{2}/u);
    }
  });

  it('keeps the whole greeting within fifteen seconds, with somebody on duty and with nobody', () => {
    const before = [line('greeting.welcome', { queueName: 'Acme support' })];
    const after = [line('greeting.quiet', { firstSeconds: 45, everySeconds: 60 }), line('greeting.keys', {})];
    const usual = [line('greeting.place', { position: 3, rangeLow: 4, rangeHigh: 7 })];
    const alone = [
      line('greeting.place', { position: 3, rangeLow: -1, rangeHigh: -1 }),
      line('greeting.no-operator', { who: 'anyone' }),
    ];
    for (const place of [usual, alone]) {
      const toneMs = 650;
      expect(toneMs + spokenDurationMs(spoken(language, [...before, ...place, ...after]))).toBeLessThan(
        15_000,
      );
    }
  });

  it('has variants that differ where a moment repeats', () => {
    const repeating = names.filter((name) => moments[name].repeats);
    const tooFew = repeating.filter(
      (name) => new Set(scripts.languages[language]?.moments[name].map(({ text }) => text)).size < 3,
    );
    expect(tooFew).toStrictEqual([]);
  });

  it('is spoken by a voice that the twilio package lists, in the voice’s own language', () => {
    const listed = readFileSync('node_modules/twilio/lib/twiml/VoiceResponse.d.ts', 'utf8');
    const voice = scripts.languages[language]?.voice;
    expect(listed).toContain(`"${voice?.voice}"`);
    expect(listed).toContain(`"${voice?.language}"`);
  });
});
