import type { Queue } from '../../http/contract.ts';
import { number } from '../typed.ts';

type Pilot = Queue['pilot'];

/** The pilot as it is typed. */
export type PilotDraft = Record<keyof Pilot, string>;

export function pilotDraft({ share, oldLine }: Pilot): PilotDraft {
  return { share: String(share), oldLine: oldLine ?? '' };
}

/** What the API takes; an empty number: there is no pilot. */
export function pilotBody(draft: PilotDraft): Record<keyof Pilot, unknown> {
  const oldLine = draft.oldLine.trim();
  return { share: number(draft.share), oldLine: oldLine === '' ? null : oldLine };
}
