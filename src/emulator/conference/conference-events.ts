import type { Conference } from './conference.ts';
import type { NetworkCore } from '../core.ts';
import type { Participant } from './participant.ts';
import { rfc2822 } from '../status-callbacks.ts';
import type { TwimlElement } from '../document/parse-twiml.ts';
import { resolveUrl, type TwimlDocument } from '../document/twiml-document.ts';
import { methodOf } from '../verbs/verb.ts';

/** The groups in which a Conference element asks for events, and the events that each brings. */
const EVENT_GROUPS: Readonly<Record<string, string>> = {
  'conference-start': 'start',
  'conference-end': 'end',
  'participant-join': 'join',
  'participant-leave': 'leave',
  'participant-mute': 'mute',
  'participant-unmute': 'mute',
  'participant-hold': 'hold',
  'participant-unhold': 'hold',
  'participant-modify': 'modify',
  'announcement-end': 'announcement',
  'announcement-fail': 'announcement',
};

/** A conference's status callbacks. URL and events are the first participant's; later ones are ignored. */
export class ConferenceEvents {
  private readonly core: NetworkCore;
  private readonly conference: Conference;
  private readonly url: string | null;
  private readonly method: 'GET' | 'POST';
  private readonly wanted: readonly string[];
  private sequence = 0;

  constructor(core: NetworkCore, conference: Conference, noun: TwimlElement, document: TwimlDocument) {
    const { statusCallback, statusCallbackMethod, statusCallbackEvent } = noun.attributes;
    this.core = core;
    this.conference = conference;
    this.url = statusCallback === undefined ? null : resolveUrl(document, statusCallback);
    this.method = methodOf(statusCallbackMethod);
    this.wanted = (statusCallbackEvent ?? '').split(' ');
  }

  tell(event: string, participant: Participant | null, further: Record<string, string> = {}): void {
    const group = EVENT_GROUPS[event];
    this.sequence += 1;
    if (this.url === null || group === undefined || !this.wanted.includes(group)) return;
    const params: Record<string, string> = {
      ConferenceSid: this.conference.sid,
      FriendlyName: this.conference.name,
      AccountSid: this.core.accountSid,
      SequenceNumber: String(this.sequence),
      Timestamp: rfc2822(this.core.clock.now()),
      StatusCallbackEvent: event,
      ...(participant === null ? {} : participantParams(participant)),
      ...further,
    };
    this.core.status.notify({ method: this.method, url: this.url, params });
  }
}

function participantParams(participant: Participant): Record<string, string> {
  const params: Record<string, string> = {
    CallSid: participant.leg.sid,
    Muted: String(participant.muted),
    Hold: String(participant.held),
    Coaching: String(participant.coaches !== null),
    EndConferenceOnExit: String(participant.endsConference),
    StartConferenceOnEnter: String(participant.startsConference),
  };
  if (participant.label !== null) params['ParticipantLabel'] = participant.label;
  return params;
}
