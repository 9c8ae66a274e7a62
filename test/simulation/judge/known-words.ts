import { line, type Line } from '../../../src/voice-script/moments.ts';
import { renderLine, type VoiceScripts } from '../../../src/voice-script/render.ts';

/** What a judge recognises by its words alone, in every language. */
export type KnownWords = {
  /** "Here is Anna.": the operator who is announced. */
  operatorAnnounced(text: string): string | null;
  /** Something happened that may be said at any moment: it explains words before their time. */
  isNews(text: string): boolean;
  /** The last words of a call that ends by choice. */
  isFarewell(text: string): 'left' | 'goodbye' | null;
  /** Spoken by the fallback document or to a leg of nobody: plain, without a tone. */
  isPlain(text: string): boolean;
  /** "We are back.": the line was away. */
  isBackAgain(text: string): boolean;
};

/** Renders the recognisable lines once. `operators` are sign-in ids with display names, `queues` names. */
export function knownWords(
  scripts: VoiceScripts,
  operators: ReadonlyMap<string, string>,
  queues: readonly string[],
): KnownWords {
  const announced = new Map<string, string>();
  const news = new Set<string>();
  const farewells = new Map<string, 'left' | 'goodbye'>();
  const plain = new Set<string>();
  const backAgain = new Set<string>();
  const notes: string[] = [];
  const holds: string[] = [];
  for (const language of Object.keys(scripts.languages)) {
    const said = (one: Line): string => renderLine(scripts, language, one, 0).text;
    for (const [operator, displayName] of operators) {
      announced.set(said(line('talk.begin', { operator: displayName })), operator);
      announced.set(said(line('talk.return', { operator: displayName })), operator);
      news.add(said(line('line.front-after-lost-operator', { operator: displayName })));
      news.add(said(line('line.front-after-hold', { operator: displayName })));
      const [before = ''] = said(line('hold.note', { operator: displayName, note: 'NOTE' })).split('NOTE');
      notes.push(before);
      const begins = said(
        line('hold.begin', { operator: displayName, reason: '', expectedSeconds: -1, nextSeconds: 60 }),
      );
      holds.push(begins.slice(begins.lastIndexOf('. ')));
    }
    for (const queueName of queues) news.add(said(line('line.transferred', { queueName })));
    farewells.set(said(line('key.left', {})), 'left');
    farewells.set(said(line('goodbye', {})), 'goodbye');
    plain.add(said(line('trouble.static', {})));
    plain.add(said(line('goodbye', {})));
    plain.add(said(line('desk.goodbye', {})));
    backAgain.add(said(line('line.back-again', {})));
  }
  return {
    operatorAnnounced: (text) => announced.get(text) ?? null,
    isNews: (text) =>
      announced.has(text) ||
      news.has(text) ||
      farewells.has(text) ||
      notes.some((one) => text.startsWith(one)) ||
      holds.some((one) => text.endsWith(one)),
    isFarewell: (text) => farewells.get(text) ?? null,
    isPlain: (text) => plain.has(text),
    isBackAgain: (text) => backAgain.has(text),
  };
}
