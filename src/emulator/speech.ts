import type { TwimlElement, TwimlNode } from './document/parse-twiml.ts';

const WORDS_PER_SECOND = 2.6;
/** What an SSML break without a time lasts, by its strength. */
const BREAK_MS: Readonly<Record<string, number>> = {
  none: 0,
  'x-weak': 0,
  weak: 100,
  medium: 250,
  strong: 500,
  'x-strong': 1_000,
};

/** How long these words take to say, in milliseconds, at 2.6 words a second. */
export function spokenMs(text: string): number {
  let words = 0;
  let inWord = false;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    // A dash that stands alone between spaces is not a word.
    const breaksWord =
      code <= 32 || code === 0xa0 || (!inWord && (code === 0x2014 || code === 0x2013 || code === 45));
    if (breaksWord) inWord = false;
    else if (!inWord) {
      inWord = true;
      words += 1;
    }
  }
  return Math.round((words / WORDS_PER_SECOND) * 1_000);
}

/** The words of a Say without its SSML, white space collapsed. */
export function spokenText(say: TwimlElement): string {
  const only = say.nodes[0];
  const raw = say.nodes.length === 1 && typeof only === 'string' ? only : say.nodes.map(textOf).join(' ');
  return raw.trim().replace(/\s+/g, ' ');
}

/** How long a Say takes once, breaks included. */
export function sayMs(say: TwimlElement, text: string): number {
  return spokenMs(text) + say.nodes.reduce((sum, node) => sum + breakMs(node), 0);
}

function textOf(node: TwimlNode): string {
  if (typeof node === 'string') return node;
  if (node.name === 'sub') return node.attributes['alias'] ?? '';
  return node.nodes.map(textOf).join(' ');
}

function breakMs(node: TwimlNode): number {
  if (typeof node === 'string') return 0;
  if (node.name !== 'break') return node.nodes.reduce((sum, child) => sum + breakMs(child), 0);
  const time = /^(\d+(?:\.\d+)?)(ms|s)$/.exec(node.attributes['time'] ?? '');
  if (time !== null) return Number(time[1]) * (time[2] === 's' ? 1_000 : 1);
  return BREAK_MS[node.attributes['strength'] ?? 'medium'] ?? 250;
}
