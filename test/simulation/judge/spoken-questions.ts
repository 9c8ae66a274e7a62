import { line, type Line, type MomentName } from '../../../src/voice-script/moments.ts';
import { renderLine, type VoiceScripts } from '../../../src/voice-script/render.ts';

/** What somebody may say in answer, in the language that was spoken. */
export type SpokenWords = { yes: string; no: string };

/** The questions and offers that say where a spoken answer is understood. */
const MOMENTS: readonly MomentName[] = [
  'offer.rhythm',
  'offer.callback',
  'offer.words',
  'offer.code',
  'place.ask',
  'callback.confirm',
  'callback.entered',
  'remember.ask',
  'presence.check',
  'presence.again',
  'hold.ask',
  'feedback.right',
];
const VALUES = { operator: 'X', number: '+12125550100', nextSeconds: 60, everySeconds: 60 };

/** Recognises that a spoken answer is invited, by what such a question says that the same one without it does not. */
export function spokenQuestions(scripts: VoiceScripts): (text: string) => SpokenWords | null {
  const invitations = new Map<string, SpokenWords>();
  for (const [language, { answers }] of Object.entries(scripts.languages)) {
    if (answers === undefined) continue;
    const [yes = ''] = answers.yes;
    const [no = ''] = answers.no;
    for (const moment of MOMENTS) {
      const said = (speech: 'yes' | 'no'): string =>
        renderLine(scripts, language, line(moment, { ...VALUES, speech } as never) as Line, 0).text;
      invitations.set(onlyIn(said('yes'), said('no')), { yes, no });
    }
  }
  invitations.delete('');
  return (text) => {
    for (const [invitation, words] of invitations) if (text.includes(invitation)) return words;
    return null;
  };
}

/** What stands in a text between what both begin and end with. */
function onlyIn(text: string, other: string): string {
  let from = 0;
  while (from < other.length && text[from] === other[from]) from += 1;
  let after = 0;
  while (after < other.length - from && text.at(-1 - after) === other.at(-1 - after)) after += 1;
  return text.slice(from, text.length - after);
}
