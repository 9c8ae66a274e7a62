import { fillMoment } from './fill-moment.ts';
import { type Line, moments } from './moments.ts';
import type { Template } from './template.ts';
import type { LanguageScript, VoiceScripts } from './voice-scripts.ts';

export type { VoiceScripts } from './voice-scripts.ts';

/** What `<Say>` needs: the words, the voice that speaks them, and its BCP 47 language. */
export type SpokenLine = { text: string; voice: string; language: string };

/** How many spoken lines are kept for the next time; enough for every place, range and rhythm in common use. */
const MOST_KEPT_LINES = 20_000;

/** Moments with words that somebody typed, with a number or a code: rarely said twice, and not ours to keep. */
const notOurs = new Set<string>(['note', 'reason', 'code', 'phone']);
const neverKept = new Set(
  Object.entries(moments)
    .filter(([, { values }]) => Object.values(values).some((kind) => notOurs.has(kind)))
    .map(([name]) => name),
);

const keptLines = new WeakMap<VoiceScripts, Map<string, SpokenLine>>();

/**
 * Speaks a line: picks a variant of its moment's words and fills it. The same arguments give the same words.
 *
 * @param language a language folder's name, unless the line names one itself; one that is not there is spoken in
 *   the default language.
 * @param line a moment with raw values. What text values contain does not matter: they are made fit for TwiML.
 * @param turn how often this caller has been spoken to, from 0; walks through the variants.
 * @throws where `line.moment` is not a moment, which the compiler prevents.
 */
export function renderLine(scripts: VoiceScripts, language: string, line: Line, turn: number): SpokenLine {
  const script = scriptFor(scripts, line.language ?? language);
  const variants = Object.hasOwn(script.moments, line.moment) ? script.moments[line.moment] : [];
  const variant = variantFor(turn, variants.length);
  const template = variants[variant];
  if (!template) {
    throw new Error(
      `Failed to speak: "${line.moment}" is not a moment. Add it to moments.ts and to every language.`,
    );
  }
  if (neverKept.has(line.moment)) return speak(script, template, line);

  const kept = keptLines.get(scripts) ?? new Map<string, SpokenLine>();
  keptLines.set(scripts, kept);
  const key = keyOf(script, line, variant);
  const known = kept.get(key);
  if (known) return known;
  const spoken = speak(script, template, line);
  if (kept.size >= MOST_KEPT_LINES) kept.clear();
  kept.set(key, spoken);
  return spoken;
}

/** What a spoken line is kept under; a control character stands between values, since no name has one. */
function keyOf({ code }: LanguageScript, { moment, values }: Line, variant: number): string {
  let key = `${code} ${moment} ${variant}`;
  for (const name in values) key += `\u0000${name}\u0001${values[name]}`;
  return key;
}

function speak(script: LanguageScript, template: Template, line: Line): SpokenLine {
  const text = fillMoment(template, moments[line.moment], line.values, script);
  return Object.freeze({ text, voice: script.voice.voice, language: script.voice.language });
}

function scriptFor(scripts: VoiceScripts, language: string): LanguageScript {
  const code = Object.hasOwn(scripts.languages, language) ? language : scripts.defaultLanguage;
  const script = scripts.languages[code];
  if (!script) throw new Error(`Failed to speak: no language "${code}". Load the voice scripts again.`);
  return script;
}

function variantFor(turn: number, variants: number): number {
  const whole = Number.isFinite(turn) ? Math.abs(Math.trunc(turn)) : 0;
  return variants > 0 ? whole % variants : 0;
}
