import type { Effect } from '../contact/effects.ts';
import type { Store } from '../store/store.ts';
import type { Instruction } from '../twiml/instructions.ts';
import type { Line } from '../voice-script/moments.ts';
import type { Verdict } from './perform-effects.ts';
import type { Switchboard } from './switchboard.ts';
import type { Telephony } from './telephony.ts';

type Parts = {
  store: Pick<Store, 'readContact' | 'readDesk'>;
  telephony: Pick<Telephony, 'legsInTalk'>;
  switchboard: Pick<Switchboard, 'tellContact'>;
  spokenMs: (lines: readonly Line[], language: string) => number;
  now: () => number;
};

/**
 * A leg is in its talk so long after the words before it, ms: the sound before them, a second attempt at its document
 * (voice-urls.ts, `rt`), and the time that speech is estimated wrongly by.
 */
const MET_WITHIN_MS = 4_000;
/** No words on the way into a talk are shorter, ms. */
const LEAST_WORDS_MS = 1_000;
/** Where nobody is in the talk nobody is alone in it, and the phone network may not list it yet, ms. */
const LISTED_WITHIN_MS = 3_000;
const ASK_AGAIN_MS = 1_000;
/** Who does not answer for so long may have no such API: whoever has met nobody presses a key or hangs up. */
const ASKED_FOR_MS = 60_000;

/**
 * Sees that a talk comes about: a while after the caller was sent there (`since`, epoch ms) the phone network is asked,
 * once, whether both are in it, and the contact is told who is not. Until it has answered it is asked again.
 */
export type CheckTalk = (effect: Effect & { type: 'check-talk' }, since: number) => Promise<Verdict>;

export function createTalkCheck({ store, telephony, switchboard, spokenMs, now }: Parts): CheckTalk {
  /** A compatible network may list no conferences at all: that a talk is empty is believed once it has listed one. */
  let hasListed = false;

  async function check({ id, talk }: Effect & { type: 'check-talk' }, since: number): Promise<Verdict> {
    const earliest = since + LEAST_WORDS_MS + MET_WITHIN_MS;
    if (now() < earliest) return { notBefore: earliest };
    const { contact } = await store.readContact(id, '');
    if (contact?.status !== 'connected' || contact.talk !== talk) return 'finished';
    const desk = await store.readDesk(contact.server.operator);
    if (desk?.status !== 'talking' || desk.talk !== talk) return 'finished';
    const metBy = MET_WITHIN_MS + Math.max(wordsOver(contact), wordsOver(desk));
    if (now() < metBy) return { notBefore: metBy };
    const legs = await telephony.legsInTalk(talk);
    if (legs.kind === 'refused' || legs.kind === 'gone') return 'finished';
    if (legs.kind !== 'done')
      return now() > metBy + ASKED_FOR_MS ? 'finished' : { notBefore: now() + ASK_AGAIN_MS };
    hasListed ||= legs.value.size > 0;
    const missing = whoIsMissing(legs.value.has(contact.leg.callSid), legs.value.has(desk.leg.callSid));
    if (missing === null || (missing === 'both' && !hasListed)) return 'finished';
    if (missing === 'both' && now() < metBy + LISTED_WITHIN_MS)
      return { notBefore: metBy + LISTED_WITHIN_MS };
    await switchboard.tellContact(id, { type: 'not-met', talk, missing });
    return 'finished';
  }

  function wordsOver({
    leg,
    language,
  }: {
    leg: { askedAt: number; instruction: Instruction };
    language: string;
  }) {
    const { askedAt, instruction } = leg;
    return askedAt + (instruction.kind === 'join-talk' ? spokenMs(instruction.lines, language) : 0);
  }

  return check;
}

function whoIsMissing(
  isCallerThere: boolean,
  isOperatorThere: boolean,
): 'caller' | 'operator' | 'both' | null {
  if (isCallerThere) return isOperatorThere ? null : 'operator';
  return isOperatorThere ? 'caller' : 'both';
}
