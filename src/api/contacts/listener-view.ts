import { z } from 'zod';
import type { Contact } from '../../contact/contact.ts';
import { isoTime } from '../contract.ts';

export const LISTEN_MODES = ['listen', 'whisper', 'barge'] as const;

/** A supervisor at a talk, as everybody who sees the contact sees it. */
export const listenerSchema = z
  .strictObject({
    operator: z.string(),
    mode: z
      .enum(LISTEN_MODES)
      .describe('Hears both; is heard by the operator alone as well; is heard by the caller too.'),
    state: z
      .enum(['coming', 'in', 'switching', 'waiting', 'leaving'])
      .describe(
        '`coming`: not in the talk yet. `switching`: heard as before until the phone network has changed it. `waiting`: the caller is on hold. `leaving`: may still hear.',
      ),
    since: z.iso.datetime().describe('Since when they have been asked in.'),
  })
  .nullable()
  .describe('The supervisor who listens to the talk.');

/** The same of a contact; null where nobody listens. */
export function listenerView(contact: Contact): z.infer<typeof listenerSchema> {
  const { listener } = contact;
  if (listener === undefined) return null;
  const { operator, mode, since } = listener;
  return { operator, mode, state: stateOf(contact, listener), since: isoTime(since) };
}

type State = NonNullable<z.infer<typeof listenerSchema>>['state'];

function stateOf({ status }: Contact, { stage, heard, mode }: NonNullable<Contact['listener']>): State {
  if (stage === 'leaving') return 'leaving';
  if (status !== 'connected') return 'waiting';
  if (heard === null) return 'coming';
  return heard.mode === mode ? 'in' : 'switching';
}
