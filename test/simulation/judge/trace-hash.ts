import type { TapeSegment } from '../../../src/emulator/tape.ts';

/** A number that stands for everything that was audible, in order: the same seed gives the same. */
export function traceHash() {
  let hash = 0x811c9dc5;
  const texts = new Map<string, number>();

  function mix(n: number): void {
    hash = Math.imul(hash ^ (n >>> 0), 0x01000193) >>> 0;
  }
  function ofText(text: string): number {
    const known = texts.get(text);
    if (known !== undefined) return known;
    let h = 0x811c9dc5;
    for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193) >>> 0;
    texts.set(text, h);
    return h;
  }
  return {
    /** `leg` is the call's number in order of calling. */
    add(leg: number, { at, until, kind, text }: TapeSegment): void {
      mix(leg);
      mix(Math.round(at));
      mix(Math.round(until ?? 0));
      mix(ofText(text === undefined ? kind : text));
    },
    value: () => hash,
  };
}
