import { changed, type Decision, ignored, type Message, refused } from '../contact/decision.ts';
import type { Effect } from '../contact/effects.ts';
import type { Leg, ListenMode } from '../twiml/instructions.ts';
import type { Line } from '../voice-script/moments.ts';
import { awayOnHook, fetched, freeOnHook, hangUps, offDuty, ringEffect, summons } from './consequences.ts';
import {
  type Desk,
  type DeskCircumstances,
  type DeskEvent,
  type Manned,
  mannedOf,
  type Post,
  postOf,
} from './desk.ts';

/** Whose talk a supervisor listens to, and how. */
export type Listens = { contactId: string; mode: ListenMode };

/** What the desk is when its operator has listened. A desk that was opened for listening alone is closed then. */
export type Afterwards = { status: 'closed' } | { status: 'free' } | { status: 'away'; reason: string };

/** The phone is rung so that its operator can listen; a key on it shows that it is a person. */
export type CalledToListen = Post & {
  status: 'called-to-listen';
  leg: Leg | null;
  listens: Listens;
  afterwards: Afterwards;
  calledAt: number;
  /** When its turn comes to be called, epoch ms, where it has to wait for that. */
  ringsAt?: number;
  /** When the call is given up, epoch ms. */
  until: number;
};

/** The leg is in a colleague's talk, on its way there, or waits for it to go on. */
export type Listening = Manned & {
  status: 'listening';
  listens: Listens;
  afterwards: Afterwards;
  since: number;
  /** How often the leg was led into this talk anew, having come out of it while it seemed to go on. */
  tries: number;
  /** What is said last, where the leg is on its way out; null while it is not. */
  leaving: Line[] | null;
};

/** How the talk is that is listened to. */
export type ListenedNow =
  | { to: 'talk'; talk: string; coach: string }
  /** The caller is on hold: the talk will go on. */
  | { to: 'hold' }
  | { to: 'over' };

export type ListenEvent =
  /**
   * A supervisor wants to listen to a contact's talk, or to be heard in it otherwise; `post` serves where there is no
   * open desk.
   */
  | { type: 'listen'; listens: Listens; post: Omit<Post, 'version' | 'mode'> }
  | { type: 'stop-listening'; contactId: string }
  /** What became of the talk that is listened to. */
  | { type: 'listened'; contactId: string; to: ListenedNow['to'] }
  /** The phone network has the leg heard like this in the talk that `step` led into. */
  | { type: 'listener-set'; step: number; mode: ListenMode };

/** How long the phone rings, and the key is waited for, ms. */
export const RING_TO_LISTEN_MS = 60_000;

/** Whether an event is about listening to a talk that goes on. */
export function isAboutListening(event: DeskEvent): event is Exclude<ListenEvent, { type: 'listen' }> {
  return event.type === 'stop-listening' || event.type === 'listened' || event.type === 'listener-set';
}

/** Decides about listening for a desk whose operator listens to no talk. */
export function listensToNobody(event: Exclude<ListenEvent, { type: 'listen' }>): Decision<Desk> {
  return event.type === 'stop-listening'
    ? refused('state', 'You are not listening to this talk.')
    : ignored(`${event.type} at a desk that listens to no talk`);
}

/** Begins to listen, or is heard in another way. One talk is left before the next, so that the record is true. */
export function toListen(
  desk: Desk | null,
  { listens, post }: ListenEvent & { type: 'listen' },
  circumstances: DeskCircumstances,
): Decision<Desk> {
  const { now } = circumstances;
  switch (desk?.status) {
    case undefined:
    case 'closed': {
      const version = (desk?.version ?? 0) + 1;
      return call({ ...post, version, mode: desk?.mode ?? 'auto' }, { status: 'closed' });
    }
    case 'free':
    case 'wrap-up':
    case 'away': {
      const afterwards: Afterwards =
        desk.status === 'away' ? { status: 'away', reason: desk.reason } : { status: 'free' };
      if (desk.leg === null) return call({ ...desk, intentId: circumstances.newIntentId }, afterwards);
      const listening = listeningAt(desk, listens, afterwards, now);
      return changed<Desk>(fetched(listening, now), {
        effects: [summons(listening)],
        messages: [asks(listening, listens)],
      });
    }
    case 'called-to-listen':
      if (desk.listens.contactId !== listens.contactId) return listensElsewhere();
      if (desk.listens.mode === listens.mode) return { kind: 'repeated' };
      return changed<Desk>({ ...desk, listens }, { messages: [asks(desk, listens)] });
    case 'listening':
      if (desk.listens.contactId !== listens.contactId) return listensElsewhere();
      return otherwise(desk, listens, now);
    case 'ringing':
    case 'called':
    case 'offered':
    case 'joining':
    case 'talking':
    case 'holding':
      return refused('state', `Your desk is ${desk.status}. You can listen while you have no caller.`);
    default:
      return desk satisfies never;
  }

  function call(at: Post, afterwards: Afterwards): Decision<Desk> {
    const called: CalledToListen = {
      ...postOf(at),
      status: 'called-to-listen',
      leg: null,
      listens,
      afterwards,
      calledAt: now,
      until: now + RING_TO_LISTEN_MS,
    };
    return changed<Desk>(called, { effects: [ringEffect(called)], messages: [asks(called, listens)] });
  }
}

/** A desk whose leg is led into a colleague's talk. */
export function listeningAt(desk: Manned, listens: Listens, afterwards: Afterwards, now: number): Listening {
  return {
    ...mannedOf(desk),
    pending: [],
    comeBy: null,
    status: 'listening',
    listens,
    afterwards,
    since: now,
    tries: 0,
    leaving: null,
  };
}

/** A word to the contact that is listened to. */
export function toListened(
  { operator, listens }: Listening | CalledToListen,
  type: 'listener-out' | 'listener-leaving' | 'listener-gone',
): Message {
  return { to: 'contact', id: listens.contactId, event: { type, operator } };
}

/** The phone on the hook again, or the desk closed, as it was before. */
export function asBefore(desk: Listening | CalledToListen, why: 'closed' | 'no-answer', now: number): Desk {
  const { afterwards } = desk;
  switch (afterwards.status) {
    case 'closed':
      return offDuty(desk, why, now);
    case 'free':
      return desk.legKind === 'per-call' ? freeOnHook(desk, now) : offDuty(desk, 'line-lost', now);
    case 'away':
      return desk.legKind === 'per-call'
        ? awayOnHook(desk, afterwards.reason, now)
        : offDuty(desk, 'line-lost', now);
  }
}

/** The call that rings a phone to listen is not needed any more. */
export function calledInVain(desk: CalledToListen, why: 'closed' | 'no-answer', now: number): Decision<Desk> {
  return changed<Desk>(asBefore(desk, why, now), {
    effects: [
      ...hangUps(desk.leg),
      ...(desk.afterwards.status === 'free' ? [{ type: 'match' as const }] : []),
    ],
    messages: [toListened(desk, 'listener-gone')],
  });
}

function listensElsewhere(): Decision<Desk> {
  return refused('state', 'You are listening to another talk. Leave it first.');
}

/** Another way of being heard is a word to the phone network; who was about to leave is led in again. */
function otherwise(desk: Listening, listens: Listens, now: number): Decision<Desk> {
  const messages = [asks(desk, listens)];
  if (desk.leaving !== null) {
    const next = { ...desk, listens, since: now, tries: 0, leaving: null };
    return changed<Desk>(fetched(next, now), { effects: [summons(next)], messages });
  }
  if (desk.listens.mode === listens.mode) return { kind: 'repeated' };
  return changed<Desk>({ ...desk, listens }, { effects: setListener(desk), messages });
}

/** Where the leg is in the talk, it is heard as its operator wants; where it is not yet, its way in says how. */
function setListener({ operator, leg }: Listening): Effect[] {
  const { callSid, step, instruction } = leg;
  return instruction.kind === 'listen-in' ? [{ type: 'set-listener', operator, callSid, step }] : [];
}

function asks({ operator, displayName }: Post, { contactId, mode }: Listens): Message {
  const listener = { operator, displayName };
  return { to: 'contact', id: contactId, event: { type: 'listen', listener, mode } };
}
