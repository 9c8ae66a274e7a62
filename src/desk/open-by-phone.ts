import { changed, type Decision, refused } from '../contact/decision.ts';
import { newLeg } from '../twiml/leg.ts';
import { line, type Line } from '../voice-script/moments.ts';
import { free, hangUps, holding, toContact } from './consequences.ts';
import type { Desk, DeskCircumstances, DeskEvent, Post } from './desk.ts';
import { heldBy, holdingWords } from './held-callers.ts';
import { mannedBy, say } from './leg-answers.ts';
import { opened, waitingWords } from './status-words.ts';

/**
 * An operator with a phone alone has called in: that call is the desk's leg from now on, and one that idles at the desk,
 * or rings it, is hung up. A desk that has a caller on another phone keeps that phone.
 */
export function openByPhone(
  desk: Desk | null,
  event: DeskEvent & { type: 'open-by-phone' },
  circumstances: DeskCircumstances,
): Decision<Desk> {
  const { now } = circumstances;
  const { asks } = event;
  const before = desk !== null && 'leg' in desk ? desk.leg : null;
  // The right PIN, delivered twice.
  if (before?.callSid === asks.callSid) return { kind: 'repeated' };
  const manned = mannedBy(postOf(desk, event), newLeg(asks.callSid, 0, event.beganAt ?? now), now);
  switch (desk?.status) {
    case undefined:
    case 'closed':
    case 'free':
    case 'wrap-up':
    case 'away':
      return calledIn(say(free(manned, [], now), asks, words(manned, circumstances), now, [], true));
    case 'ringing': {
      const { operator } = desk;
      const held = heldBy(desk);
      if (held.length === 0)
        return calledIn(say(free(manned, [], now), asks, words(manned, circumstances), now, [], true));
      const back = held.map((one) => toContact(one, { type: 'operator-back', operator }));
      return calledIn(say(holding(manned, held, now), asks, [holdingWords(desk)], now, back));
    }
    case 'called':
    case 'offered':
    case 'joining':
    case 'talking':
    case 'holding':
      return refused('state', 'Your desk has a caller on another phone.');
    case 'called-to-listen':
    case 'listening':
      return refused('state', 'You are listening to a talk on another phone.');
    default:
      return desk satisfies never;
  }

  /** The phone that was at the desk, or rings, is no longer needed. */
  function calledIn(decision: Decision<Desk>): Decision<Desk> {
    if (decision.kind !== 'changed') return decision;
    return changed<Desk>(decision.next, {
      effects: [...hangUps(before), ...decision.effects],
      messages: decision.messages,
    });
  }
}

/** Callers come as they came when the desk was last open; by key where it never was. */
function postOf(desk: Desk | null, event: DeskEvent & { type: 'open-by-phone' }): Post {
  const { operator, displayName, queues, skills, address, language, intentId, mostHeld } = event;
  return {
    operator,
    displayName,
    version: (desk?.version ?? 0) + 1,
    queues,
    ...(skills === undefined ? {} : { skills }),
    mode: desk?.mode ?? 'manual',
    address,
    language,
    intentId,
    ...(mostHeld === undefined ? {} : { mostHeld }),
    ...(desk?.last === undefined ? {} : { last: desk.last }),
    openedBy: 'phone',
  };
}

function words(post: Post, { waiting }: DeskCircumstances): Line[] {
  return [opened(post), waitingWords(waiting), line('desk.keys', {})];
}
