import type { ChangedSetting, Operator, SettingChange } from '../../store/settings-store.ts';
import { differences } from '../../waiting/settings-compared.ts';

/**
 * Settings whose values are told to whoever looks back. Of all others only that they were changed: passwords, PINs,
 * numbers of phones and people's names among them.
 */
const TOLD: ReadonlySet<string> = new Set([
  ...['name', 'languages', 'priority', 'newsOnlyLongestSeconds', 'wrapUpSeconds', 'country'],
  ...['keepPlaceSeconds', 'presenceAfterSeconds', 'spokenAnswers', 'leaveWords', 'outcomes', 'askAfterwards'],
  ...[
    'hours',
    'closure',
    'maxWaiting',
    'nobodyAfterSeconds',
    'topics',
    'ranking.ageingSeconds',
    'ranking.languages',
    'pilot.share',
    'refusesNuisances',
    'reason',
  ],
  ...['text', 'until', 'roles', 'queues', 'skills', 'mayPick', 'mostHeld', 'consoleGoneSeconds'],
]);
const TOLD_GROUPS = ['inLine.', 'onHold.', 'callbacks.'];
/** Typed freely: somebody may have put a number into them. */
const FREE_TEXT: ReadonlySet<string> = new Set(['name', 'outcomes', 'topics', 'text']);
const NUMBER_LIKE = /\d(?:[\s().-]*\d){6}/;
/** Longer values, such as a year of holidays, are not worth their room. */
const LONGEST_VALUE = 2_000;

/**
 * What goes on record of a write, to be given to the store with it; nothing where nothing changes.
 *
 * @param by sign-in name of who writes
 * @param at epoch ms
 * @param sides what there was and what there is; null where there was nothing, or is nothing any more
 */
export function onRecord(
  of: SettingChange['of'],
  { by, at }: { by: string; at: number },
  sides: { before: object | null; after: object | null },
): { recorded?: SettingChange } {
  const { before, after } = sides;
  if (before === null && after === null) return {};
  const how = before === null ? 'added' : after === null ? 'removed' : 'changed';
  const settings = how === 'changed' || of.kind === 'notice' ? changed(before ?? {}, after ?? {}) : [];
  if (how === 'changed' && settings.length === 0) return {};
  return { recorded: { at, by, of, how, settings } };
}

/** The same of a person. */
export function operatorOnRecord(
  before: Operator | null,
  after: Operator | null,
  who: { by: string; at: number },
): { recorded?: SettingChange } {
  const id = (before ?? after)?.name ?? '';
  return onRecord({ kind: 'operator', id }, who, { before: asSet(before), after: asSet(after) });
}

/** An operator's settings by the names that the API has for them; what an older record lacks is as it counts. */
function asSet(operator: Operator | null): object | null {
  if (operator === null) return null;
  const { passwordHash: password, pinHash: pin = null, version: _version, ...rest } = operator;
  return { skills: [], mayPick: false, mostHeld: 1, shortNumber: null, ...rest, password, pin };
}

function changed(before: object, after: object): ChangedSetting[] {
  return differences(before, after).map((one) =>
    isTold(one.setting, one.before) && isTold(one.setting, one.after)
      ? { setting: one.setting, before: one.before ?? null, after: one.after ?? null }
      : { setting: one.setting, hidden: true },
  );
}

function isTold(setting: string, value: unknown): boolean {
  if (!TOLD.has(setting) && !TOLD_GROUPS.some((group) => setting.startsWith(group))) return false;
  const text = JSON.stringify(value ?? null);
  return text.length <= LONGEST_VALUE && !(FREE_TEXT.has(setting) && NUMBER_LIKE.test(text));
}
