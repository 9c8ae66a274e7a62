import type { Nuisance } from '../waiting/nuisance.ts';
import type { QueueSettings } from '../waiting/queue-settings.ts';

/** A person who can sign in. */
export type Operator = {
  /** Sign-in id, a-z 0-9 . - _ */
  name: string;
  displayName: string;
  passwordHash: string;
  roles: Role[];
  /** Where the desk is rung when none is named. */
  address: string | null;
  queues: string[];
  /** Languages that they speak with callers; all where none is named. */
  skills?: string[];
  /** Whether they may choose whom they take next; supervisors and admins may anyway. */
  mayPick?: boolean;
  /** How many callers they may have on hold at once; one where it is left out. */
  mostHeld?: number;
  /** By which they say who they are on a phone that is not on file: digits, nobody else's. */
  shortNumber?: string | null;
  /** With which they open their desk by phone. */
  pinHash?: string | null;
  version: number;
};
export type Role = 'operator' | 'supervisor' | 'admin';

/** What is set for the line as a whole. */
export type LineSettings = {
  /** Called by operators who have a phone alone (E.164); null where there is none. */
  operatorNumber: string | null;
  /** After how long without a console, and without a key on the phone, an operator counts as away; null never. */
  consoleGoneSeconds: number | null;
};

/** What holds for a line for which nothing has been set. */
export const UNSET_LINE: LineSettings = { operatorNumber: null, consoleGoneSeconds: 180 };

/** One setting that was changed, such as `inLine.everySeconds`; of what is secret or personal only that it was. */
export type ChangedSetting =
  | { setting: string; before: unknown; after: unknown }
  | { setting: string; hidden: true };

/** What one write changed, for admins to look back at. */
export type SettingChange = {
  /** Epoch ms. */
  at: number;
  /** Sign-in name of who did it. */
  by: string;
  /** Of what: a queue and its notice have the queue's id, an operator the sign-in name, the line none, a mark its own. */
  of: { kind: 'queue' | 'notice' | 'operator' | 'line' | 'nuisance'; id: string };
  how: 'added' | 'changed' | 'removed';
  settings: ChangedSetting[];
};
export type RecordedChange = SettingChange & { id: string };

export type SettingWrite = {
  /** An existing one stays, and false comes back. */
  onlyIfNew?: boolean;
  /** What `settingsRevision` said before anything was read: where it has grown since, nothing happens and false comes back. */
  revision?: number;
  /** Goes on record with the write, or not at all. */
  recorded?: SettingChange;
};

export interface SettingsStore {
  /** Grows with each write of any setting; 0 where none was counted yet. */
  settingsRevision(): Promise<number>;
  /** What is not set has its first value. */
  lineSettings(): Promise<LineSettings>;
  putLineSettings(settings: LineSettings, write?: Omit<SettingWrite, 'onlyIfNew'>): Promise<boolean>;
  queues(): Promise<QueueSettings[]>;
  queue(id: string): Promise<QueueSettings | null>;
  /** Creates or replaces. */
  putQueue(queue: QueueSettings, write?: SettingWrite): Promise<boolean>;
  operators(): Promise<Operator[]>;
  operator(name: string): Promise<Operator | null>;
  putOperator(operator: Operator, write?: SettingWrite): Promise<boolean>;
  deleteOperator(name: string, write?: Omit<SettingWrite, 'onlyIfNew'>): Promise<boolean>;
  /** Every mark of a nuisance caller, those that are over among them until somebody deletes them, by when it was made. */
  nuisances(): Promise<Nuisance[]>;
  /** Those of this caller (the keyed hash of a number) for all queues, and for this one. */
  nuisancesOf(caller: string, queueId: string): Promise<Nuisance[]>;
  /** Creates or replaces the mark of its caller for its queue, or for all. */
  putNuisance(mark: Nuisance, write?: Omit<SettingWrite, 'onlyIfNew'>): Promise<boolean>;
  deleteNuisance(mark: Nuisance, write?: Omit<SettingWrite, 'onlyIfNew'>): Promise<boolean>;
  /**
   * What was put on record, the latest first, at most `limit`; `beforeId` goes on from there. The last 500 are kept, for
   * 90 days.
   */
  settingChanges(limit: number, beforeId: string | null): Promise<RecordedChange[]>;
  /** Null where there is none, or not any more. */
  settingChange(id: string): Promise<RecordedChange | null>;
}

/** By what the mark of a caller for a queue, or for all (null), is kept. */
export function nuisanceField({ caller, queueId }: Pick<Nuisance, 'caller' | 'queueId'>): string {
  return `${caller}:${queueId ?? ''}`;
}
