import type { Phone } from '../../../src/emulator/phone.ts';
import type { Clock } from '../../../src/clock.ts';
import type { Store } from '../../../src/store/store.ts';
import type { Switchboard } from '../../../src/switchboard/switchboard.ts';
import type { Chance } from '../chance.ts';
import type { Crowd } from '../world/crowd.ts';
import type { SaysOutcomes } from './outcomes.ts';

/** What somebody who serves at a console needs of the world. */
export type OperatorParts = {
  name: string;
  displayName: string;
  queues: string[];
  clock: Clock;
  chance: Chance;
  phone: Phone;
  language: string;
  /** Languages that they speak with callers; all where none is named. */
  skills: readonly string[];
  /** Whether everybody is away together. */
  isPause: () => boolean;
  crowd: Pick<Crowd, 'talksForMs' | 'steady'>;
  /** The console's server; null while none is there. */
  console: () => Console | null;
  /** Where a caller may be handed on to. */
  targets: readonly [TransferTarget, ...TransferTarget[]];
  outcomes: SaysOutcomes;
  /** Told before each thing the operator does, with the contact that it is done to. */
  onAct: (act: OperatorAct, contactId: string | null) => void;
};
export type OperatorAct =
  | 'accept'
  | 'take-more'
  | 'hold'
  | 'end'
  | 'note-now'
  | 'transfer'
  | 'hang-up'
  | 'open';
export type Console = { switchboard: Switchboard; store: Store };
export type TransferTarget = { queueId: string; queueName: string };
