import { grouped, isSame, settingOf } from '../../../waiting/settings-compared.ts';
import { Refused, type Seen } from './request.ts';

/** A setting as it was typed: `inLine.everySeconds` is one. */
export type Typed = { setting: string; value: unknown };

/** Somebody else has set meanwhile what was to be saved. */
export class ChangedMeanwhile<Settings extends object> extends Error {
  override name = 'ChangedMeanwhile';
  /** As it is at the server. */
  readonly now: Settings;
  /** All that was to be saved. */
  readonly typed: readonly Typed[];
  /** What of it the other one has set too. */
  readonly both: readonly { setting: string; mine: unknown; theirs: unknown }[];

  constructor(now: Settings, typed: readonly Typed[], both: ChangedMeanwhile<Settings>['both']) {
    super('Failed to save: somebody else has set the same meanwhile. Choose which it is to be.');
    this.now = now;
    this.typed = typed;
    this.both = both;
  }
}

export type Shared<Settings extends object, Saved> = {
  /** As it is at the server by now. */
  read: () => Promise<{ value: Settings; seen: Seen }>;
  /** Writes what was typed into it. */
  write: (parts: Record<string, unknown>, now: Settings, seen: Seen) => Promise<Saved>;
};

/** Somebody else would have to save within the same blink, each time. */
const MOST_TRIES = 5;

/**
 * Saves what was typed into settings that others may change at the same time. What they have set besides stays.
 * @param before the settings as they were when somebody began to type
 * @throws ChangedMeanwhile where somebody else has set one of the same, to something else
 */
export async function saveAmidOthers<Settings extends object, Saved>(
  { read, write }: Shared<Settings, Saved>,
  before: Settings,
  typed: readonly Typed[],
): Promise<Saved> {
  for (let tries = 1; ; tries += 1) {
    const { value: now, seen } = await read();
    const both = typed
      .map(({ setting, value }) => ({ setting, mine: value, theirs: settingOf(now, setting) }))
      .filter(
        ({ setting, mine, theirs }) => !isSame(theirs, settingOf(before, setting)) && !isSame(theirs, mine),
      );
    if (both.length > 0) throw new ChangedMeanwhile(now, typed, both);
    try {
      return await write(grouped(typed), now, seen);
    } catch (refused) {
      if (!(refused instanceof Refused) || refused.status !== 412 || tries === MOST_TRIES) throw refused;
    }
  }
}
