import type { ContactJson } from '../../src/api/contacts/contact-view.ts';
import type { DeskJson } from '../../src/api/desk/desk-view.ts';
import { answerNuisances } from './fake-nuisances.ts';
import { answerSettings } from './fake-settings.ts';
import { ANNA, caller, deskOf, type FakeState, inSeconds, PASSWORD, type Result } from './fake-state.ts';

/** What the server answers to what the console asks of it. */
export function answerConsole(state: FakeState, call: string, body: unknown): Result {
  const given = (body ?? {}) as Record<string, unknown>;
  const [, resource, key, action] = /^\w+ \/api\/(\w+)(?:\/([^/]+))?(?:\/([^/]+))?$/.exec(call) ?? [];
  const how = `${call.split(' ')[0]} ${resource}`;
  if (resource === 'nuisances' || action === 'nuisance') return answerNuisances(state, how, key ?? '', given);
  switch (how) {
    case 'POST session':
      if (given['password'] !== PASSWORD) return { problem: { status: 401, code: 'not-signed-in' } };
      state.signedIn = state.people.get(String(given['name'])) ?? ANNA;
      return { status: 200, body: who(state) };
    case 'DELETE session':
      state.signedIn = null;
      return { status: 204 };
    case 'GET me':
      return {
        status: 200,
        body: {
          ...who(state),
          browserPhone: state.browserPhone,
          desk: state.desks.get('anna') ?? null,
          contacts: [],
        },
      };
    case 'POST phone':
      return { status: 200, body: { kind: 'stand-in', identity: 'anna', url: '' } };
    case 'POST desk':
      return desk(state, key ?? '', given);
    case 'GET contacts':
      return {
        status: 200,
        body: { ...state.contacts.get(key ?? ''), timeline: state.timeline, earlier: state.earlier },
      };
    case 'GET owed':
      return { status: 200, body: { contacts: [...state.owed.values()] } };
    case 'DELETE contacts':
      if (action === 'listen') return listening(state, key ?? '', null);
      state.owed.delete(key ?? '');
      return { status: 200, body: caller(key ?? '', { status: 'ended' }) };
    case 'POST contacts':
      return contact(state, key ?? '', action ?? '', given);
    default:
      return answerSettings(state, { call, key: key ?? '', action: action ?? '', given });
  }
}

function who({ signedIn }: FakeState) {
  const { name, displayName, roles, queues, mayPick, mostHeld } = signedIn ?? ANNA;
  return { name, displayName, roles, queues, mayPick, mostHeld };
}

function desk(state: FakeState, action: string, given: Record<string, unknown>): Result {
  const to = (status: DeskJson['status'], change: Partial<DeskJson> = {}): Result => {
    const next = deskOf(status, { ...(given['mode'] === 'manual' ? { mode: 'manual' } : {}), ...change });
    return { status: 200, body: next, desks: [next] };
  };
  if (action === 'open') return to('ringing');
  if (action === 'close') return to('closed');
  if (action === 'away') return to('away', { reason: String(given['reason'] ?? '') });
  if (action === 'free') return to('free');
  const first = [...state.contacts.values()].find(
    ({ id, status }) =>
      (status === 'waiting' || status === 'offered') &&
      [undefined, id].includes(given['contactId'] as string),
  );
  if (first === undefined) return { problem: { status: 404, detail: 'Nobody waits.' } };
  const taken: ContactJson = {
    ...first,
    status: 'connected',
    position: null,
    operator: 'anna',
    nextCheckInAt: null,
  };
  return { status: 200, body: taken, contacts: [taken], desks: [deskOf('talking', { contactId: taken.id })] };
}

function contact(state: FakeState, id: string, action: string, given: Record<string, unknown>): Result {
  const debt = state.owed.get(id);
  if (debt !== undefined && action === 'call-back') {
    const called: ContactJson = { ...debt, status: 'calling-back' };
    state.owed.set(id, called);
    return { status: 200, body: called, contacts: [called] };
  }
  if (action === 'seen-to') {
    state.owed.delete(id);
    const done = caller(id, { status: 'ended' });
    return { status: 200, body: done, contacts: [done] };
  }
  const before = state.contacts.get(id) ?? caller(id);
  if (action === 'return')
    return both({ ...before, status: 'connected', hold: null, nextCheckInAt: null }, 'talking');
  if (action === 'end') return both({ ...before, status: 'ended', operator: 'anna', hold: null }, 'free');
  if (action === 'transfer')
    return both(
      { ...before, status: 'waiting', operator: null, hold: null, nextCheckInAt: inSeconds(45) },
      'free',
    );
  if (action === 'look-in')
    return both(
      { ...before, status: 'connected', operator: 'anna', insteadOf: before.operator, hold: null },
      'talking',
    );
  if (action === 'listen') return listening(state, id, given['mode'] as ListenMode);
  if (action === 'outcome') {
    const code = String(given['code']);
    const said = { ...before, outcome: { code, label: code, operator: 'anna', at: inSeconds(0) } };
    return { status: 200, body: said, contacts: [said] };
  }
  const back = given['backInSeconds'];
  const hold = {
    since: inSeconds(0),
    reason: String(given['reason'] ?? ''),
    expectedBackAt: typeof back === 'number' ? inSeconds(back) : null,
    escalated: null,
    lastAnswer: null,
    note: null,
  };
  return both({ ...before, status: 'held', waitedSeconds: 0, nextCheckInAt: inSeconds(60), hold }, 'holding');
}

type ListenMode = NonNullable<ContactJson['listener']>['mode'];

/** Anna in a colleague's call, or out of it (null). */
function listening(state: FakeState, id: string, mode: ListenMode | null): Result {
  const listener =
    mode === null ? null : ({ operator: 'anna', mode, state: 'in', since: inSeconds(0) } as const);
  const now: ContactJson = { ...(state.contacts.get(id) ?? caller(id)), listener };
  const mine = mode === null ? deskOf('free') : deskOf('away', { listensTo: id });
  return { status: 200, body: now, contacts: [now], desks: [mine] };
}

function both(contactNow: ContactJson, status: DeskJson['status']): Result {
  return { status: 200, body: contactNow, contacts: [contactNow], desks: [deskOf(status)] };
}
