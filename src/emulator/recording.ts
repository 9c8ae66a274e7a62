import type { SpokenStretch } from './wav.ts';

/** What a Record verb left behind; its media is made when it is asked for. */
export type Recording = {
  sid: string;
  callSid: string;
  startedAt: number;
  durationMs: number;
  spoken: readonly SpokenStretch[];
};
