import type { ZodType } from 'zod';
import { type HeardDraft, heardDraftSchema, heardOf } from '../../src/api/settings/heard.ts';
import { withParts } from '../../src/api/settings/queues.ts';
import { entityTag } from '../../src/api/settings/settle-setting.ts';
import { checkNotice } from '../../src/voice-script/check-notice.ts';
import { type QueueSettings, queueSettingsSchema } from '../../src/waiting/queue-settings.ts';
import { grouped } from '../../src/waiting/settings-compared.ts';
import { scripts } from '../support/scripts.ts';
import { type FakeState, inSeconds, type Person, type Problem, type Result } from './fake-state.ts';

type SettingsCall = { call: string; key: string; action: string; given: Record<string, unknown> };

/** What admins read and change: queues with their notices, people, and a number to be forgotten. */
export function answerSettings(state: FakeState, { call, key, action, given }: SettingsCall): Result {
  const [method, resource] = [call.split(' ')[0], call.split('/')[2]];
  switch (`${method} ${resource} ${action}`.trim()) {
    case 'GET queues':
      return key === ''
        ? { status: 200, body: { queues: [...state.queues.values()] } }
        : { status: 200, body: state.queues.get(key) };
    case 'GET queues report':
      return { status: 200, body: state.report };
    case 'GET changes':
      return { status: 200, body: { changes: state.changes, next: null } };
    case 'POST changes undo': {
      const change = state.changes.find(({ id }) => id === key);
      if (change?.canUndo !== true) return { problem: { status: 409, code: 'changed-since' } };
      const before = change.settings.map(({ setting, before: value }) => ({ setting, value }));
      state.changes = state.changes.map((one) => (one === change ? { ...one, canUndo: false } : one));
      const queue = state.queues.get(change.of.id);
      if (queue === undefined) return { problem: { status: 404 } };
      state.queues.set(queue.id, withParts(queue, grouped(before)));
      return { status: 200, body: state.queues.get(queue.id) };
    }
    case 'PATCH queues': {
      const before = state.queues.get(key);
      if (before === undefined) return { problem: { status: 404 } };
      const queue = withParts(before, given);
      const problem = problemOf(queueSettingsSchema, queue);
      if (problem !== null) return { problem };
      state.queues.set(key, queue);
      return { status: 200, body: queue };
    }
    case 'POST queues heard': {
      const read = heardDraftSchema.safeParse(given);
      if (!read.success) return { problem: problemOf(heardDraftSchema, given) ?? { status: 422 } };
      const draft: HeardDraft = read.data;
      return { status: 200, body: { heard: heardOf(draft, scripts, Date.now()) } };
    }
    case 'PUT queues notice':
      return beginNotice(state, key, given as { text: Record<string, string>; until: string });
    case 'DELETE queues notice':
      return changeQueue(state, key, { notice: null }, { status: 204 });
    case 'POST callers':
      return String(given['number']).startsWith('+')
        ? { status: 204 }
        : invalid([{ field: 'number', message: 'is not a valid E.164 number' }]);
    case 'GET operators':
      return key === ''
        ? { status: 200, body: { operators: [...state.people.values()] } }
        : { status: 200, body: state.people.get(key) };
    case 'POST operators':
    case 'PUT operators': {
      const {
        password: _,
        pin,
        ...rest
      } = { ...state.people.get(key), ...given } as Person & {
        password?: string;
        pin?: string | null;
      };
      const person = { ...rest, pinSet: pin === undefined ? rest.pinSet === true : pin !== null };
      if (person.displayName === '')
        return invalid([{ field: 'displayName', message: 'must be text of 1 to 80 characters' }]);
      state.people.set(person.name, person);
      return { status: 200, body: person };
    }
    case 'PUT me':
      return { status: 204 };
    case 'GET line':
      return { status: 200, body: state.lineSettings };
    case 'PUT line': {
      const settings = given as FakeState['lineSettings'];
      const { operatorNumber, consoleGoneSeconds } = settings;
      if (consoleGoneSeconds !== null && !(consoleGoneSeconds >= 30 && consoleGoneSeconds <= 3_600))
        return invalid([
          { field: 'consoleGoneSeconds', message: 'must be whole seconds from 30 to 3600, or null' },
        ]);
      if (operatorNumber !== null && !/^\+[1-9]\d{6,14}$/.test(operatorNumber))
        return invalid([
          { field: 'operatorNumber', message: 'must be an E.164 number such as +15551234567' },
        ]);
      state.lineSettings = settings;
      return { status: 200, body: state.lineSettings };
    }
    case 'DELETE operators':
      state.people.delete(key);
      return { status: 204 };
    default:
      return { problem: { status: 404, detail: `The fake server has no ${call}.` } };
  }
}

/** The entity tag of what lies at a path of the API; null where there is nothing, or nothing that has one. */
export function tagAt(state: FakeState, path: string): string | null {
  const [, , resource, key = '', action] = path.split('/');
  if (resource === 'queues' && action === 'notice') {
    const id = state.queues.get(key)?.notice?.id;
    return id === undefined ? null : `"${id}"`;
  }
  const found =
    resource === 'line' ? state.lineSettings : (resource === 'queues' ? state.queues : state.people).get(key);
  return found === undefined ? null : entityTag(found);
}

function beginNotice(
  state: FakeState,
  id: string,
  { text, until }: { text: Record<string, string>; until: string },
): Result {
  const errors = Object.entries(text).flatMap(([language, words]) => {
    const script = scripts.languages[language];
    const wrong = script === undefined ? ['has no voice script'] : checkNotice(script, words);
    return wrong.map((message) => ({ field: `text.${language}`, message }));
  });
  if (Object.keys(text).length === 0) errors.push({ field: 'text', message: 'must be in one language' });
  if (Date.parse(until) <= Date.now()) errors.push({ field: 'until', message: 'must be in the future' });
  if (errors.length > 0) return invalid(errors);
  const notice = { id: 'n1', text, until, owner: 'anna', since: inSeconds(0) };
  return changeQueue(state, id, { notice }, { status: 200, body: notice });
}

function changeQueue(state: FakeState, id: string, change: Partial<QueueSettings>, result: Result): Result {
  const queue = state.queues.get(id);
  if (queue === undefined) return { problem: { status: 404 } };
  state.queues.set(id, { ...queue, ...change });
  return result;
}

function invalid(errors: NonNullable<Problem['errors']>): Result {
  return { problem: { status: 422, code: 'invalid', errors } };
}

/** What the server would say of a body; null where it is good. */
function problemOf(schema: ZodType, body: unknown): Problem | null {
  const checked = schema.safeParse(body);
  if (checked.success) return null;
  const errors = checked.error.issues.map(({ path, message }) => ({ field: path.join('.'), message }));
  return { status: 422, code: 'invalid', errors };
}
