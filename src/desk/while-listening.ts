import { changed, type Decision, ignored, type Message, refused } from '../contact/decision.ts';
import type { Effect } from '../contact/effects.ts';
import type { LegAsks } from '../twiml/instructions.ts';
import { answered, freshness, newLeg } from '../twiml/leg.ts';
import { line, type Line } from '../voice-script/moments.ts';
import { askAfter, awaited, away, fetched, free, hangUps, summons } from './consequences.ts';
import type { Desk, DeskCircumstances, DutyEvent } from './desk.ts';
import { deskDueAt } from './due.ts';
import { mannedBy, quiet, say } from './leg-answers.ts';
import {
  asBefore,
  calledInVain,
  type CalledToListen,
  type ListenEvent,
  type Listening,
  listeningAt,
  RING_TO_LISTEN_MS,
  toListened,
} from './listening.ts';

type DeskDecision = Decision<Desk>;
type FurtherEvent = DutyEvent | Exclude<ListenEvent, { type: 'listen' }>;

/** How often a leg that came out of a talk which goes on is led in again. */
const MOST_TRIES = 3;
/** How much longer a call may take to be made than is planned, ms: two time-outs of the phone network. */
const CALLED_WITHIN_MS = 8_000;
/** The key that leaves, as it ends a call elsewhere. */
const LEAVE_KEY = '9';

/** Decides for a desk whose phone is rung so that its operator can listen to a talk. */
export function whileCalledToListen(
  desk: CalledToListen,
  event: FurtherEvent,
  circumstances: DeskCircumstances,
): DeskDecision {
  const { now } = circumstances;
  switch (event.type) {
    case 'ring-planned':
      if (event.intentId !== desk.intentId || desk.leg !== null) return ignored('another call waits');
      return changed<Desk>({
        ...desk,
        ringsAt: event.at,
        until: event.at + CALLED_WITHIN_MS + RING_TO_LISTEN_MS,
      });
    case 'ring-started':
      if (event.intentId !== desk.intentId) return ignored('another call was started');
      if (desk.leg !== null) return { kind: 'repeated' };
      return changed<Desk>({ ...desk, leg: newLeg(event.callSid), until: now + RING_TO_LISTEN_MS });
    case 'ring-failed':
      return event.intentId === desk.intentId
        ? calledInVain(desk, 'no-answer', now)
        : ignored('another call failed');
    case 'leg-asks':
      return answerCalled(desk, event, circumstances);
    case 'leg-ended':
      return event.callSid === desk.leg?.callSid
        ? calledInVain(desk, 'no-answer', now)
        : ignored('another leg ended');
    case 'due':
      return now < desk.until ? ignored('nothing is due') : calledInVain(desk, 'no-answer', now);
    case 'close':
      return calledInVain({ ...desk, afterwards: { status: 'closed' } }, 'closed', now);
    case 'stop-listening':
      if (event.contactId !== desk.listens.contactId) return listensNot();
      return calledInVain(desk, 'closed', now);
    case 'listened':
      return event.to === 'over' && event.contactId === desk.listens.contactId
        ? calledInVain(desk, 'closed', now)
        : ignored('the phone still rings');
    case 'take':
    case 'accept':
    case 'announce':
    case 'return':
    case 'away':
    case 'free':
      return refused('state', 'Your phone is ringing so that you can listen: answer it, or leave the talk.');
    case 'listener-set':
    case 'contact-gone':
    case 'caller-present':
    case 'contact-held':
    case 'tell':
      return ignored(`${event.type} while the phone rings to listen`);
    default:
      return event satisfies never;
  }
}

/** Decides for a desk whose leg is in a colleague's talk, or on its way there. */
export function whileListening(
  desk: Listening,
  event: FurtherEvent,
  circumstances: DeskCircumstances,
): DeskDecision {
  const { now } = circumstances;
  switch (event.type) {
    case 'leg-asks':
      return answer(desk, event, circumstances);
    case 'leg-ended':
      if (event.callSid !== desk.leg.callSid) return ignored('another leg ended');
      return changed<Desk>(asBefore(desk, 'closed', now), {
        effects: matchAfter(desk),
        messages: [toListened(desk, 'listener-gone')],
      });
    case 'due':
      return due(desk, now);
    case 'stop-listening':
      return event.contactId === desk.listens.contactId ? leave(desk, now) : listensNot();
    case 'close':
      return leave({ ...desk, afterwards: { status: 'closed' } }, now);
    case 'listened':
      return moved(desk, event, now);
    case 'listener-set': {
      const { instruction, step } = desk.leg;
      if (instruction.kind !== 'listen-in' || step !== event.step) return ignored('the leg has moved on');
      // Asked for once more, the document leads in the same way.
      const leg = { ...desk.leg, instruction: { ...instruction, mode: event.mode } };
      return changed<Desk>({ ...desk, leg }, { messages: [isIn(desk, event.mode)] });
    }
    case 'take':
    case 'accept':
    case 'announce':
    case 'return':
    case 'away':
    case 'free':
      return refused('state', 'You are listening to a talk. Leave it first.');
    case 'ring-planned':
    case 'ring-started':
    case 'ring-failed':
    case 'contact-gone':
    case 'caller-present':
    case 'contact-held':
    case 'tell':
      return ignored(`${event.type} while listening`);
    default:
      return event satisfies never;
  }
}

/** The phone was picked up, by somebody or by a machine: only a key tells. */
function answerCalled(desk: CalledToListen, asks: LegAsks, circumstances: DeskCircumstances): DeskDecision {
  const { now } = circumstances;
  const leg = desk.leg ?? newLeg(asks.callSid);
  const fresh = freshness(leg, asks);
  if (fresh === 'foreign') return ignored('another leg asked');
  if (fresh !== 'new') return { kind: 'repeated' };
  if (asks.digits === '') {
    const lines = [line('listen.confirm', {})];
    return changed<Desk>({
      ...desk,
      leg: answered(leg, asks, { kind: 'confirm', lines }, now),
      until: now + RING_TO_LISTEN_MS,
    });
  }
  const listening = listeningAt(mannedBy(desk, leg, now), desk.listens, desk.afterwards, now);
  return answer(listening, { ...asks, digits: '' }, circumstances);
}

function answer(desk: Listening, asks: LegAsks, { now, listened }: DeskCircumstances): DeskDecision {
  switch (freshness(desk.leg, asks)) {
    case 'foreign':
      return ignored('another leg asked');
    case 'repeat':
    case 'late-key':
      return { kind: 'repeated' };
    case 'new':
      break;
  }
  const isKey = now >= desk.keysFrom && asks.digits !== '';
  if (desk.leaving !== null) return out(desk, asks, desk.leaving, now);
  if (isKey && asks.digits.startsWith(LEAVE_KEY)) return out(desk, asks, [line('listen.left', {})], now);
  if (listened === null || listened.to === 'over') return out(desk, asks, [line('listen.over', {})], now);
  if (listened.to === 'hold') {
    const waits = desk.leg.instruction.kind === 'quiet' && !isKey && asks.from !== 'summons';
    const lines = waits ? [] : [line('listen.on-hold', {})];
    return changed<Desk>(
      { ...desk, comeBy: null, leg: answered(desk.leg, asks, quiet(lines, asks.callSid), now) },
      { messages: [toListened(desk, 'listener-out')] },
    );
  }
  const { talk, coach } = listened;
  const { instruction } = desk.leg;
  if (asks.from === 'talk' && instruction.kind === 'listen-in' && instruction.talk === talk) {
    // Out of a talk that seems to go on: its end is not known yet, or the operator was not in it to be whispered to.
    if (desk.tries === MOST_TRIES) return out(desk, asks, [line('listen.over', {})], now);
    const leg = answered(desk.leg, asks, { kind: 'come-again' }, now);
    return changed<Desk>(
      { ...desk, tries: desk.tries + 1, comeBy: null, leg },
      { messages: [toListened(desk, 'listener-out')] },
    );
  }
  const { mode } = desk.listens;
  return changed<Desk>(
    {
      ...desk,
      comeBy: null,
      leg: answered(desk.leg, asks, { kind: 'listen-in', talk, mode, coach }, now),
    },
    { messages: [isIn(desk, mode)] },
  );
}

/** Out of the talk for good: to what the desk was before, or, where it was opened to listen alone, to the end of the call. */
function out(desk: Listening, asks: LegAsks, lines: Line[], now: number): DeskDecision {
  const { afterwards } = desk;
  const gone = [toListened(desk, 'listener-gone')];
  switch (afterwards.status) {
    case 'free':
      return say(free(desk, [], now), asks, lines, now, gone, true);
    case 'away':
      return say(away(desk, afterwards.reason, [], now), asks, lines, now, gone);
    case 'closed': {
      const leg = answered(desk.leg, asks, { kind: 'hang-up', lines }, now);
      return changed<Desk>({ ...desk, comeBy: null, leaving: lines, leg }, { messages: gone });
    }
  }
}

/** The leg is fetched out of the talk, or hung up. It counts as in it until it is known to be out. */
function leave(desk: Listening, now: number): DeskDecision {
  if (desk.leaving !== null) return { kind: 'repeated' };
  const leaving = { ...desk, leaving: [line('listen.left', {})] };
  const messages = [toListened(desk, 'listener-leaving')];
  return desk.afterwards.status === 'closed'
    ? changed<Desk>(awaited(leaving, now), { effects: hangUps(desk.leg), messages })
    : changed<Desk>(fetched(leaving, now), { effects: [summons(leaving)], messages });
}

/** The talk ended, or goes on after a hold. */
function moved(
  desk: Listening,
  { contactId, to }: ListenEvent & { type: 'listened' },
  now: number,
): DeskDecision {
  if (contactId !== desk.listens.contactId || desk.leaving !== null) return ignored('not listened to');
  const isInTalk = desk.leg.instruction.kind === 'listen-in';
  switch (to) {
    case 'talk':
      return changed<Desk>(fetched({ ...desk, tries: 0 }, now), { effects: [summons(desk)] });
    case 'hold':
      return isInTalk ? changed<Desk>(awaited(desk, now)) : ignored('not in the talk');
    case 'over': {
      const leaving = { ...desk, leaving: [line('listen.over', {})] };
      return isInTalk
        ? changed<Desk>(awaited(leaving, now))
        : changed<Desk>(fetched(leaving, now), { effects: [summons(desk)] });
    }
  }
}

function due(desk: Listening, now: number): DeskDecision {
  const at = deskDueAt(desk);
  if (at === null || now < at) return ignored('nothing is due');
  if (desk.comeBy !== null && now >= desk.comeBy)
    return changed<Desk>(fetched(desk, now), { effects: [summons(desk)] });
  return askAfter(desk, now);
}

function isIn({ operator, listens }: Listening, mode: Listening['listens']['mode']): Message {
  return { to: 'contact', id: listens.contactId, event: { type: 'listener-in', operator, mode } };
}

function listensNot(): DeskDecision {
  return refused('state', 'You are not listening to this talk.');
}

function matchAfter({ afterwards }: Listening): Effect[] {
  return afterwards.status === 'free' ? [{ type: 'match' }] : [];
}
