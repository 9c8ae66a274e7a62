import type { CancelTimer } from '../../clock.ts';
import { ConferenceAudio } from './conference-audio.ts';
import { ConferenceEvents } from './conference-events.ts';
import type { NetworkCore } from '../core.ts';
import type { Leg } from '../leg.ts';
import { Participant, SILENCE, type Sound } from './participant.ts';
import type { TwimlElement } from '../document/parse-twiml.ts';
import type { TwimlDocument } from '../document/twiml-document.ts';
import type { WebhookIntent } from '../webhook.ts';

export type LeaveReason =
  | 'conference_ended_via_api'
  | 'moderator_ended_conference'
  | 'participant_updated_via_api'
  | 'participant_hung_up'
  | 'participant_add_failed';

const BEEP_MS = 400;

/**
 * A room. It starts with at least two participants of whom one has startConferenceOnEnter; until then, and
 * whenever somebody is alone, that one hears their wait sound, which is MUSIC unless waitUrl says otherwise
 * (what the last one left hears is not documented, so the worse is assumed).
 */
export class Conference {
  readonly sid: string;
  readonly name: string;
  readonly createdAt: number;
  /** By CallSid, in order of arrival. */
  readonly participants = new Map<string, Participant>();
  status: 'init' | 'in-progress' | 'completed' = 'init';
  endedAt: number | null = null;
  reasonEnded: string | null = null;
  callSidEnding: string | null = null;

  private readonly core: NetworkCore;
  private events: ConferenceEvents | null = null;
  private beeping: CancelTimer | null = null;
  private announcement: Sound | null = null;
  private announcing: ConferenceAudio | null = null;

  constructor(core: NetworkCore, name: string) {
    this.core = core;
    this.name = name;
    this.sid = core.sid('CF');
    this.createdAt = core.clock.now();
    core.rooms.set(name, this);
    core.conferences.set(this.sid, this);
  }

  /** The participant with this CallSid or label, or null. */
  find(callSidOrLabel: string): Participant | null {
    const bySid = this.participants.get(callSidOrLabel);
    if (bySid !== undefined) return bySid;
    for (const participant of this.participants.values())
      if (participant.label === callSidOrLabel) return participant;
    return null;
  }

  /** Adds a leg; `left` is called when it is out of the room by anything but its own stop. */
  join(leg: Leg, noun: TwimlElement, document: TwimlDocument, left: () => void): Participant {
    this.events ??= new ConferenceEvents(this.core, this, noun, document);
    const participant: Participant = new Participant(
      this.core,
      leg,
      noun,
      document,
      () => this.refresh(),
      // Without its waitUrl a conference is not fully established: the call may drop out of it, so it does here.
      () => this.leave(participant, 'participant_add_failed'),
      left,
    );
    this.participants.set(leg.sid, participant);
    if (this.status === 'init' && this.participants.size >= 2 && this.hasStarter()) this.begin();
    else if (this.status === 'in-progress') participant.stopWaiting();
    if (participant.beep === 'true' || participant.beep === 'onEnter') this.beep();
    this.refresh();
    this.events.tell('participant-join', participant);
    return participant;
  }

  /** Takes a participant out; with endConferenceOnExit the room ends for everybody. */
  leave(participant: Participant, reason: LeaveReason): void {
    if (!this.participants.delete(participant.leg.sid)) return;
    participant.stop();
    const callStatus = participant.leg.status;
    const params = { ParticipantCallStatus: callStatus, ReasonParticipantLeft: reason };
    this.events?.tell('participant-leave', participant, params);
    if (participant.endsConference && reason !== 'moderator_ended_conference') {
      this.finish('participant-with-end-conference-on-exit-left', 'moderator_ended_conference', participant);
    } else if (this.participants.size === 0) {
      this.finish('last-participant-left', reason, participant);
    } else {
      if (participant.beep === 'true' || participant.beep === 'onExit') this.beep();
      this.refresh();
    }
    participant.left();
  }

  /** A participant speaks: whoever hears them now has the words on the tape. */
  speak(speaker: Participant, text: string): void {
    const by = speaker.leg.sid;
    for (const listener of this.participants.values()) {
      if (!this.soundFor(listener).details?.with?.includes(by)) continue;
      listener.leg.tape.mark({ at: this.core.clock.now(), said: text, by, heard: true });
    }
  }

  /** Ends the room for all (REST: Status=completed). */
  complete(): void {
    this.finish('conference-ended-via-api', 'conference_ended_via_api', null);
  }

  /** Mutes, holds and the rest; undefined leaves as it is. `holdIntent` null with `hold` is Twilio's music. */
  change(
    participant: Participant,
    change: {
      muted?: boolean;
      hold?: boolean;
      holdIntent?: WebhookIntent | null;
      endsConference?: boolean;
      coaches?: string | null;
    },
  ): void {
    if (change.endsConference !== undefined) participant.endsConference = change.endsConference;
    if (change.muted !== undefined && change.muted !== participant.muted) {
      participant.muted = change.muted;
      this.events?.tell(change.muted ? 'participant-mute' : 'participant-unmute', participant);
    }
    if (change.hold !== undefined && change.hold !== participant.held) {
      if (change.hold) participant.hold(change.holdIntent ?? null);
      else participant.unhold();
      this.events?.tell(change.hold ? 'participant-hold' : 'participant-unhold', participant);
    }
    if (change.coaches !== undefined) {
      participant.coaches = change.coaches;
      this.events?.tell('participant-modify', participant);
    }
    this.refresh();
  }

  /** Plays a document to one participant, or (null) to everybody. */
  announce(intent: WebhookIntent, participant: Participant | null): void {
    const told = (failed: boolean): void => {
      this.refresh();
      this.events?.tell(failed ? 'announcement-fail' : 'announcement-end', participant);
    };
    if (participant !== null) {
      participant.announce(intent, told);
      this.refresh();
      return;
    }
    const first = this.participants.values().next().value;
    if (first === undefined) return;
    this.announcing?.stop();
    this.announcing = new ConferenceAudio(this.core, first.leg, (kind, details) => {
      this.announcement = details === undefined ? { kind } : { kind, details };
      this.refresh();
    });
    this.announcing.start(intent, (failed) => {
      this.announcement = null;
      told(failed);
    });
  }

  private hasStarter(): boolean {
    for (const participant of this.participants.values()) if (participant.startsConference) return true;
    return false;
  }

  private begin(): void {
    this.status = 'in-progress';
    for (const participant of this.participants.values()) participant.stopWaiting();
    this.events?.tell('conference-start', null);
  }

  private finish(why: string, reason: LeaveReason, ending: Participant | null): void {
    if (this.status === 'completed') return;
    this.status = 'completed';
    this.endedAt = this.core.clock.now();
    this.reasonEnded = why;
    this.callSidEnding = ending?.leg.sid ?? null;
    this.beeping?.();
    this.announcing?.stop();
    if (this.core.rooms.get(this.name) === this) this.core.rooms.delete(this.name);
    const rest = [...this.participants.values()];
    this.participants.clear();
    for (const participant of rest) {
      participant.stop();
      const params = { ParticipantCallStatus: participant.leg.status, ReasonParticipantLeft: reason };
      this.events?.tell('participant-leave', participant, params);
    }
    const params: Record<string, string> = {
      ReasonConferenceEnded: why,
      Reason: `The conference ended: ${why}`,
    };
    if (ending !== null) params['CallSidEndingConference'] = ending.leg.sid;
    if (ending?.label != null) params['ParticipantLabelEndingConference'] = ending.label;
    this.events?.tell('conference-end', null, params);
    for (const participant of rest) participant.left();
  }

  private beep(): void {
    this.beeping?.();
    this.beeping = this.core.clock.setTimer(BEEP_MS, () => {
      this.beeping = null;
      this.refresh();
    });
  }

  /** Puts on every tape what that participant hears now. */
  private refresh(): void {
    for (const participant of this.participants.values()) participant.hear(this.soundFor(participant));
  }

  private soundFor(participant: Participant): Sound {
    if (participant.ownSound !== null) return participant.ownSound;
    if (this.announcement !== null) return this.announcement;
    if (this.beeping !== null) return { kind: 'beep' };
    if (this.status !== 'in-progress' || this.participants.size < 2) return participant.aloneSound;
    const audible: string[] = [];
    for (const other of this.participants.values()) {
      if (other === participant || other.muted || other.held) continue;
      if (other.coaches !== null && other.coaches !== participant.leg.sid) continue;
      audible.push(other.leg.sid);
    }
    return audible.length === 0 ? SILENCE : { kind: 'talk', details: { with: audible } };
  }
}
