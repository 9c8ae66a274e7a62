import type { CancelTimer } from '../../clock.ts';
import { Conference } from '../conference/conference.ts';
import type { Participant } from '../conference/participant.ts';
import type { TwimlElement } from '../document/parse-twiml.ts';
import { resolveUrl, textOf } from '../document/twiml-document.ts';
import type { WebhookIntent } from '../webhook.ts';
import {
  methodOf,
  NEXT_VERB,
  type RunningVerb,
  secondsOf,
  type VerbOutcome,
  type VerbScene,
} from './verb.ts';

const LONGEST_DIAL_SECONDS = 14_400;

/**
 * `<Dial><Conference>`: the leg is in the room until it leaves, is kicked, the room ends, the timeLimit passes,
 * or its person presses `*` with hangupOnStar. Then the Dial's action (DialCallStatus answered; no DialCallSid),
 * or the next verb.
 */
export function dialConference(scene: VerbScene, dial: TwimlElement, noun: TwimlElement): RunningVerb {
  const { core, leg, document } = scene;
  let over = false;
  let cancelLimit: CancelTimer | null = null;

  const action = (status: string): WebhookIntent | null => {
    const url =
      dial.attributes['action'] === undefined ? null : resolveUrl(document, dial.attributes['action']);
    if (url === null) return null;
    return { method: methodOf(dial.attributes['method']), url, params: { DialCallStatus: status } };
  };
  const finish = (status: string, errorCode?: number): void => {
    if (over) return;
    over = true;
    cancelLimit?.();
    const intent = action(status);
    if (intent !== null && errorCode !== undefined) intent.params['ErrorCode'] = String(errorCode);
    const outcome: VerbOutcome = intent === null ? NEXT_VERB : { next: 'document', intent };
    scene.done(outcome);
  };
  const refuse = (code: number, reason: string): void => {
    const message = `Failed to join a conference: ${reason}.`;
    core.problem({ callSid: leg.sid, code, message, url: document.url, level: 'warning' });
  };

  const name = textOf(noun);
  const room = core.rooms.get(name) ?? new Conference(core, name);
  const label = noun.attributes['participantLabel'] ?? null;
  const coach = noun.attributes['coach'];
  let participant: Participant | null = null;
  if (label !== null && room.find(label) !== null) {
    // 16025: the call is not added and goes on with the next verb.
    refuse(16025, 'the participant label is taken');
    over = true;
    scene.done(NEXT_VERB);
  } else if (room.participants.size >= Number(noun.attributes['maxParticipants'] ?? 250)) {
    refuse(21218, 'it has as many participants as it may have');
    finish('failed');
  } else if (coach !== undefined && !room.participants.has(coach)) {
    refuse(13240, 'the call to coach is not in it');
    finish('failed', 13240);
  } else {
    participant = room.join(leg, noun, document, () => finish('answered'));
    const limitMs = secondsOf(dial.attributes['timeLimit'], LONGEST_DIAL_SECONDS);
    cancelLimit = core.clock.setTimer(limitMs, () => leave('participant_hung_up'));
  }
  function leave(reason: 'participant_hung_up' | 'participant_updated_via_api'): void {
    if (participant !== null) room.leave(participant, reason);
  }

  return {
    hearsKey: (key) => !over && key === '*' && dial.attributes['hangupOnStar'] === 'true',
    key: () => leave('participant_hung_up'),
    hearsSpeech: () => !over && room.participants.size > 1,
    speech: (text) => {
      if (participant !== null) room.speak(participant, text);
    },
    stop(why) {
      if (over) return null;
      over = true;
      cancelLimit?.();
      leave(why === 'redirected' ? 'participant_updated_via_api' : 'participant_hung_up');
      if (why === 'ended' && !core.settings.dialActionOnHangup) return null;
      return action(why === 'redirected' ? 'completed' : 'answered');
    },
  };
}
