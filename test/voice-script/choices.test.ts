import { describe, expect, it } from 'vitest';
import { scripts } from '../support/scripts.ts';
import { type MomentName, type ValuesOf, line } from '../../src/voice-script/moments.ts';
import { renderLine } from '../../src/voice-script/render.ts';

function say<M extends MomentName>(moment: M, values: ValuesOf<M>, language = 'en'): string {
  return renderLine(scripts, language, line(moment, values), 0).text;
}

describe('a call back', () => {
  it('reads the number back in groups, and says what happens next', () => {
    const number = '+12125550142';
    expect(say('callback.confirm', { number, nextSeconds: 60 })).toBe(
      "We'd call one, two one two, five five five, zero one four two. Press 1 to confirm, 2 to change. Next word in a minute.",
    );
    expect(say('callback.booked', {})).toBe(
      "Done. Your place is kept, and we call when it's your turn. You can hang up now.",
    );
  });

  it('names the hour of a window and the day of the next opening, and does without where there is none', () => {
    expect(say('callback.window', { afterHour: 16, afterMinute: 0 })).toBe(
      "When shall we call? Press 1 for when it's your turn, 2 for after four PM.",
    );
    expect(say('callback.window', { afterHour: -1, afterMinute: 0 })).toBe(
      "Press 1, and we call when it's your turn.",
    );
    expect(say('callback.booked-opening', { openDay: 'tomorrow', openHour: 9, openMinute: 0 })).toBe(
      'Done. We open tomorrow at nine AM and call you in your turn. You can hang up now.',
    );
    const never = { openDay: 'none', openHour: -1, openMinute: 0 } as const;
    expect(
      ['en', 'ru', 'de'].map((language) => say('callback.booked-opening', never, language)),
    ).toStrictEqual([
      'Done. When we are open again, we call you in your turn. You can hang up now.',
      'Готово. Перезвоним в порядке очереди, когда снова откроемся. Можно положить трубку.',
      'Gut. Wenn wir wieder öffnen, rufen wir der Reihe nach an. Sie können jetzt auflegen.',
    ]);
  });
});

describe('what a queue does not offer is not said', () => {
  it('when it is closed or full', () => {
    expect(say('closed.options', {})).toBe(
      'To be called when we open, press 2. To leave a message, press 4. Otherwise, goodbye.',
    );
    expect(say('closed.options', { callback: 'no' })).toBe(
      'To leave a message, press 4. Otherwise, goodbye.',
    );
    expect(say('closed.options', { words: 'no', callback: 'yes' })).toBe(
      'To be called when we open, press 2. Otherwise, goodbye.',
    );
    expect(
      ['en', 'ru', 'de'].map((one) => say('full.options', { callback: 'no', words: 'no' }, one)),
    ).toStrictEqual([
      'The line is full. Goodbye.',
      'Очередь заполнена. До свидания.',
      'Die Schlange ist voll. Auf Wiederhören.',
    ]);
  });

  it('among the keys', () => {
    const values = { languages: 1, nextSeconds: 60 };
    expect(say('key.list-line', values)).toBe(
      '5, status. 3, less often. 8, more often. 2, callback. 4, message. 6, code. Star, undo. Pound, quiet. 9, leave. Next word in a minute.',
    );
    const without = say('key.list-line', { ...values, callback: 'no', words: 'no' });
    expect(without).not.toMatch(/\b[24],/);
    expect(say('key.list-hold', { ...values, callback: 'no' })).not.toContain('2,');
  });
});

describe('news', () => {
  it('says worse first, with the reason where it is known', () => {
    expect(say('line.longer', { reason: 'operators-left', left: 1 })).toBe(
      'It is taking longer: a colleague has left.',
    );
    expect(say('line.longer', { reason: 'operators-left', left: 2 })).toBe(
      'It is taking longer: two colleagues have left.',
    );
    expect(say('line.longer', { reason: 'none', left: 0 })).toBe('It is taking longer.');
    expect(say('line.longer', { reason: 'incident', left: 0 }, 'ru')).toBe(
      'Ждать придётся дольше: из-за того, о чём мы сообщали.',
    );
    expect(say('line.longer', { reason: 'operators-left', left: 2 }, 'ru')).toBe(
      'Ждать придётся дольше: двое ушли со смены.',
    );
    expect(say('line.longer', { reason: 'operators-left', left: 2 }, 'de')).toBe(
      'Es dauert länger: zwei von uns weniger im Dienst.',
    );
  });
});

describe('questions', () => {
  it('asks what it is about with the options that there are', () => {
    expect(say('topic.ask', { option1: 'Invoices', option2: 'Deliveries', option3: '', option4: '' })).toBe(
      'What is it about? Invoices, press 1. Deliveries, 2.',
    );
  });

  it('remembers a rhythm, the one without a rhythm included', () => {
    expect(say('remember.ask', { everySeconds: 120 })).toBe(
      'Shall we remember that, every two minutes, for your next call? Press 1 for yes.',
    );
    expect(
      ['en', 'ru', 'de'].map((language) => say('remember.ask', { everySeconds: 0 }, language)),
    ).toStrictEqual([
      'Shall we remember that, only when something changes, for your next call? Press 1 for yes.',
      'Запомнить на следующий звонок: только при новостях? Да — 1.',
      'Sollen wir uns das für Ihren nächsten Anruf merken, nur bei Neuigkeiten? Für Ja drücken Sie die 1.',
    ]);
  });

  it('speaks one line in its own language, whatever the leg’s is', () => {
    const choice = [
      line('greeting.press-for-language', { key: 1 }, 'en'),
      line('greeting.press-for-language', { key: 2 }, 'de'),
    ];
    expect(choice.map((one) => renderLine(scripts, 'ru', one, 0))).toStrictEqual([
      { text: 'For English, press 1.', voice: 'Polly.Joanna-Neural', language: 'en-US' },
      { text: 'Für Deutsch drücken Sie die 2.', voice: 'Polly.Vicki-Neural', language: 'de-DE' },
    ]);
  });
});
