import type { LegAsks } from '../../twiml/instructions.ts';
import { line, type Line } from '../../voice-script/moments.ts';
import type { ContactCircumstances } from '../circumstances.ts';
import type { Greeting } from '../contact.ts';
import { beforePlace } from './enter-line.ts';
import { mayHaveBegun, linesOf } from '../wait/heard.ts';
import { otherLanguage } from './welcome.ts';

/** Each question is put so often; who presses no key goes on as the number that was called has it. */
const ASK_TIMES = 2;

export type FirstAnswer =
  /** Something to say, and the question with it. */
  | { kind: 'say'; contact: Greeting; lines: Line[] }
  /** All is answered: on to the line of the contact's queue. */
  | { kind: 'enter'; contact: Greeting };

/** The questions that come before a place: the language, where the line has three or more, and what it is about. */
export function askFirst(contact: Greeting, asks: LegAsks, circumstances: ContactCircumstances): FirstAnswer {
  // Who has not heard the question, our first answer being lost, has answered nothing yet.
  const key = contact.asked === 0 ? '' : asks.digits.slice(0, 1);
  if (contact.asking === 'language') {
    const language = circumstances.queue.languages[Number(key) - 1];
    if (key !== '' && language !== undefined) return afterLanguage({ ...contact, language }, circumstances);
    return contact.asked >= ASK_TIMES
      ? afterLanguage(contact, circumstances)
      : ask(contact, [], circumstances);
  }
  const topic = circumstances.queue.topics[Number(key) - 1];
  if (key !== '' && topic !== undefined) return enter({ ...contact, queueId: topic.queueId });
  const other = languageOfKey(contact, circumstances);
  if (key === '7' && other !== undefined)
    return ask({ ...contact, language: other, asked: 0 }, [line('key.language', {})], circumstances);
  const question = linesOf(contact.leg.instruction).length - 1;
  // Who has not heard the question has missed no chance to answer it.
  const isHeard = key === '' || mayHaveBegun(contact, question, asks, circumstances);
  if (isHeard && contact.asked >= ASK_TIMES) return enter(contact);
  const before = isHeard ? contact : { ...contact, asked: contact.asked - 1 };
  return ask(before, key === '' ? [] : [line('topic.again', {})], circumstances);
}

function afterLanguage(contact: Greeting, circumstances: ContactCircumstances): FirstAnswer {
  if (circumstances.queue.topics.length === 0) return enter(contact);
  return ask(beforePlace(contact, 'topic'), [], circumstances);
}

function enter(contact: Greeting): FirstAnswer {
  return { kind: 'enter', contact: beforePlace(contact, 'door') };
}

function ask(contact: Greeting, lead: Line[], circumstances: ContactCircumstances): FirstAnswer {
  const lines =
    contact.asking === 'language' ? languageLines(circumstances) : topicLines(contact, circumstances);
  return { kind: 'say', contact: { ...contact, asked: contact.asked + 1 }, lines: [...lead, ...lines] };
}

/** Each in its own language. */
function languageLines({ queue }: ContactCircumstances): Line[] {
  return queue.languages
    .slice(0, 9)
    .map((language, i) => line('greeting.press-for-language', { key: i + 1 }, language));
}

function topicLines(contact: Greeting, circumstances: ContactCircumstances): Line[] {
  const { topics, languages } = circumstances.queue;
  const name = (i: number): string => {
    const label = topics[i]?.label ?? {};
    // In a language of none of the queue's it is better named than a key of which nobody hears.
    const spoken = [contact.language, ...languages, ...Object.keys(label)];
    return spoken.map((one) => label[one]).find((one) => one !== undefined) ?? '';
  };
  return [
    ...otherLanguage(contact, circumstances),
    line('topic.ask', { option1: name(0), option2: name(1), option3: name(2), option4: name(3) }),
  ];
}

/** Of a line of two languages the one that is not spoken now. */
function languageOfKey(contact: Greeting, { queue }: ContactCircumstances): string | undefined {
  return queue.languages.length === 2 ? queue.languages.find((one) => one !== contact.language) : undefined;
}
