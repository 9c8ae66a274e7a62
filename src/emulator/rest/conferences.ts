import type { Conference } from '../conference/conference.ts';
import type { NetworkCore } from '../core.ts';
import type { Participant } from '../conference/participant.ts';
import type { WebhookIntent } from '../webhook.ts';
import { type Page, PAGE_PARAMS, pageOf } from './page.ts';
import { allowOnly, flag, method, text, url, type WireParams } from './params.ts';
import {
  type ConferenceResource,
  conferenceResource,
  type ParticipantResource,
  participantResource,
} from './resources.ts';
import { badRequest, notFound, RestError } from './rest-error.ts';

const LIST = new Set(['FriendlyName', 'Status', ...PAGE_PARAMS]);
const UPDATE = new Set(['Status', 'AnnounceUrl', 'AnnounceMethod']);
const LIST_PARTICIPANTS = new Set(['Muted', 'Hold', 'Coaching', ...PAGE_PARAMS]);
const UPDATE_PARTICIPANT = new Set(
  (
    'Muted Hold HoldUrl HoldMethod AnnounceUrl AnnounceMethod EndConferenceOnExit Coaching ' +
    'CallSidToCoach'
  ).split(' '),
);

/** The Conferences resource and its Participants. */
export class Conferences {
  private readonly core: NetworkCore;

  constructor(core: NetworkCore) {
    this.core = core;
  }

  list(params: WireParams): Page<ConferenceResource> {
    allowOnly(params, LIST);
    const name = text(params, 'FriendlyName');
    const status = text(params, 'Status');
    if (status !== undefined && !['init', 'in-progress', 'completed'].includes(status)) {
      throw badRequest(`Status "${status}" is not known`);
    }
    const found = [...this.core.conferences.values()]
      .filter(
        (one) => (name === undefined || one.name === name) && (status === undefined || one.status === status),
      )
      .toReversed();
    const page = pageOf(found, params);
    return { ...page, items: page.items.map((one) => conferenceResource(this.core, one)) };
  }

  fetch(sid: string): ConferenceResource {
    return conferenceResource(this.core, this.find(sid));
  }

  update(sid: string, params: WireParams): ConferenceResource {
    allowOnly(params, UPDATE);
    const conference = this.find(sid);
    const status = text(params, 'Status');
    if (status !== undefined && status !== 'completed') throw badRequest('Status must be completed');
    const announcement = this.announcement(params);
    if (conference.status === 'completed') throw notFound(`/Conferences/${sid}.json`);
    if (announcement !== null) conference.announce(announcement, null);
    if (status === 'completed') conference.complete();
    return conferenceResource(this.core, conference);
  }

  listParticipants(sid: string, params: WireParams): Page<ParticipantResource> {
    allowOnly(params, LIST_PARTICIPANTS);
    const conference = this.find(sid);
    const muted = flag(params, 'Muted');
    const hold = flag(params, 'Hold');
    const coaching = flag(params, 'Coaching');
    const found = [...conference.participants.values()]
      .filter((one) => muted === undefined || one.muted === muted)
      .filter((one) => hold === undefined || one.held === hold)
      .filter((one) => coaching === undefined || (one.coaches !== null) === coaching)
      .map((participant) => ({ sid: participant.leg.sid, participant }));
    const page = pageOf(found, params);
    const items = page.items.map(({ participant }) =>
      participantResource(this.core, conference, participant),
    );
    return { ...page, items };
  }

  fetchParticipant(sid: string, callSid: string): ParticipantResource {
    const conference = this.find(sid);
    return participantResource(this.core, conference, this.participant(conference, callSid));
  }

  updateParticipant(sid: string, callSid: string, params: WireParams): ParticipantResource {
    allowOnly(params, UPDATE_PARTICIPANT);
    const conference = this.find(sid);
    const participant = this.participant(conference, callSid);
    const announcement = this.announcement(params);
    const coached = text(params, 'CallSidToCoach');
    const coaching = flag(params, 'Coaching') ?? (coached === undefined ? undefined : true);
    if (coaching === true && (coached === undefined || !conference.participants.has(coached))) {
      throw new RestError(400, 13240, 'CallSidToCoach is not a participant of this conference');
    }
    const muted = flag(params, 'Muted');
    const hold = flag(params, 'Hold');
    const endsConference = flag(params, 'EndConferenceOnExit');
    const holdIntent = this.holdIntent(participant, params);
    conference.change(participant, {
      ...(muted === undefined ? {} : { muted }),
      ...(hold === undefined ? {} : { hold, holdIntent }),
      ...(endsConference === undefined ? {} : { endsConference }),
      ...(coaching === undefined ? {} : { coaches: coaching ? (coached ?? null) : null }),
    });
    if (announcement !== null) conference.announce(announcement, participant);
    return participantResource(this.core, conference, participant);
  }

  /** Kicks a participant: their Dial is over. */
  removeParticipant(sid: string, callSid: string): void {
    const conference = this.find(sid);
    conference.leave(this.participant(conference, callSid), 'participant_updated_via_api');
  }

  private find(sid: string): Conference {
    const conference = this.core.conferences.get(sid);
    if (conference === undefined) throw notFound(`/Conferences/${sid}.json`);
    return conference;
  }

  private participant(conference: Conference, callSid: string): Participant {
    const participant = conference.find(callSid);
    if (participant === null) throw notFound(`/Conferences/${conference.sid}/Participants/${callSid}.json`);
    return participant;
  }

  /** Without HoldUrl (an empty one is not documented, so it counts as missing) Twilio plays its music. */
  private holdIntent(participant: Participant, params: WireParams): WebhookIntent | null {
    if (text(params, 'HoldUrl') === undefined || text(params, 'HoldUrl') === '') return null;
    const holdUrl = url(params, 'HoldUrl') as string;
    if (text(params, 'HoldMethod') === undefined) {
      const message =
        'Failed to know how to request a HoldUrl: its default is documented as GET and as POST. Send HoldMethod.';
      this.core.problem({ callSid: participant.leg.sid, code: 0, message, url: holdUrl, level: 'warning' });
    }
    return { method: method(params, 'HoldMethod', 'GET'), url: holdUrl, params: {} };
  }

  private announcement(params: WireParams): WebhookIntent | null {
    const announceUrl = url(params, 'AnnounceUrl');
    const announceMethod = method(params, 'AnnounceMethod');
    return announceUrl === undefined ? null : { method: announceMethod, url: announceUrl, params: {} };
  }
}
