/** What a person on a leg can hear. `clip` is any played file that is not the tone. */
export type TapeKind =
  | 'speech'
  | 'silence'
  | 'music'
  | 'tone'
  | 'clip'
  | 'beep'
  | 'ringing'
  | 'ringback'
  | 'talk'
  | 'application-error';

/**
 * A key or spoken words that came from the person on the leg (`heard`: something was listening), or, with `by`,
 * words of another leg in the same talk.
 */
export type TapeMark = { at: number; key?: string; said?: string; by?: string; heard: boolean };

/** A stretch of time in which one kind of thing was audible. `until` is null while it lasts. */
export type TapeSegment = TapeDetails & {
  at: number;
  until: number | null;
  kind: TapeKind;
  /** Ended before it had been heard to its end. */
  cut?: true;
  marks?: TapeMark[];
};

export type TapeDetails = {
  text?: string;
  voice?: string;
  language?: string;
  url?: string;
  /** How loud a clip is: root mean square against full scale, in decibels. */
  loudnessDb?: number;
  /** CallSids of the other legs that can be heard in a talk. */
  with?: string[];
};

/** `marked` follows a key or words; a segment that closes at the time it opened was never audible and is not kept. */
export type TapeEvent = 'opened' | 'closed' | 'marked';
export type TapeListener = (callSid: string, segment: TapeSegment, event: TapeEvent) => void;

/** Keys that follow each other this quickly were pressed in one go, ms. */
const ONE_GO_WITHIN_MS = 500;

/**
 * The record of what was audible on one leg, contiguous from the first ring to the end. Written by the
 * network's own execution only, so that it can judge a server without asking it.
 */
export class Tape {
  readonly segments: TapeSegment[] = [];
  private readonly callSid: string;
  private readonly keep: boolean;
  private readonly listeners: readonly TapeListener[];

  /** `keep` false: only the open segment is held, for simulations that listen instead of reading. */
  constructor(callSid: string, keep: boolean, listeners: readonly TapeListener[]) {
    this.callSid = callSid;
    this.keep = keep;
    this.listeners = listeners;
  }

  /** The segment that is audible now, or null before the first and after the last. */
  get open(): TapeSegment | null {
    const last = this.segments[this.segments.length - 1];
    return last !== undefined && last.until === null ? last : null;
  }

  /** From `at` on this is heard; the same plain thing going on is one segment. */
  hear(at: number, kind: TapeKind, details?: TapeDetails): void {
    const current = this.open;
    if (current !== null && current.kind === kind && details === undefined && isPlain(current)) return;
    this.close(at);
    const segment: TapeSegment =
      details === undefined ? { at, until: null, kind } : { at, until: null, kind, ...details };
    this.segments.push(segment);
    this.tell(segment, 'opened');
  }

  /** Marks what is audible now as ended early; the next `hear` or `close` ends it. */
  cut(): void {
    const current = this.open;
    if (current !== null) current.cut = true;
  }

  mark(mark: TapeMark): void {
    const current = this.open;
    if (current === null) return;
    (current.marks ??= []).push(mark);
    this.tell(current, 'marked');
  }

  close(at: number): void {
    const current = this.open;
    if (current === null) return;
    current.until = at;
    if (!this.keep || (current.at === at && current.marks === undefined)) this.segments.pop();
    this.tell(current, 'closed');
  }

  private tell(segment: TapeSegment, event: TapeEvent): void {
    for (let i = 0; i < this.listeners.length; i += 1) this.listeners[i]?.(this.callSid, segment, event);
  }
}

/** A readable transcript, one line a segment, times from the first segment on ("0:13  (silence 45 s)"). */
export function formatTape(tape: readonly TapeSegment[]): string {
  const start = tape[0]?.at ?? 0;
  const lines: string[] = [];
  for (const segment of tape) {
    lines.push(`${clockTime(segment.at - start)}  ${describe(segment)}`);
    for (const mark of joinedKeys(segment.marks ?? [])) {
      const says = mark.by === undefined ? 'says' : `hears ${mark.by} say`;
      const what = mark.key === undefined ? `${says} "${mark.said}"` : `presses ${mark.key}`;
      lines.push(`${clockTime(mark.at - start)}    > ${what}${mark.heard ? '' : ' (nobody listens)'}`);
    }
  }
  return lines.join('\n');
}

/** Keys in one go, as a number or a code is keyed, are read as one. */
function joinedKeys(marks: readonly TapeMark[]): TapeMark[] {
  const joined: TapeMark[] = [];
  let before: TapeMark | undefined;
  for (const mark of marks) {
    const last = joined.at(-1);
    const goesOn =
      mark.key !== undefined && mark.heard === before?.heard && mark.at - before.at <= ONE_GO_WITHIN_MS;
    if (goesOn && last?.key !== undefined) joined[joined.length - 1] = { ...last, key: last.key + mark.key };
    else joined.push(mark);
    before = mark;
  }
  return joined;
}

function isPlain(segment: TapeSegment): boolean {
  return segment.text === undefined && segment.url === undefined && segment.with === undefined;
}

function clockTime(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

function describe(segment: TapeSegment): string {
  const lasted =
    segment.until === null ? 'so far' : `${Math.round((segment.until - segment.at) / 100) / 10} s`;
  const cut = segment.cut === true ? ' — cut' : '';
  switch (segment.kind) {
    case 'speech':
      return `${segment.text}${cut}`;
    case 'tone':
      return `♪${cut}`;
    case 'clip':
      return `(clip ${segment.url ?? segment.text ?? ''} ${lasted})${cut}`;
    case 'talk':
      return `(talk with ${(segment.with ?? []).join(', ')} ${lasted})`;
    case 'music':
      return `(MUSIC ${lasted})`;
    case 'application-error':
      return `(APPLICATION ERROR) ${segment.text}`;
    default:
      return `(${segment.kind} ${lasted})`;
  }
}
