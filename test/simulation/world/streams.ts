import { type Chance, chance } from '../chance.ts';

/** Streams of a world's seed beside its main one: drawing more from one leaves all others as they are. */
export type Streams = Record<keyof typeof SALTS, Chance>;

const SALTS = {
  phones: 0x9e37_79b9,
  habits: 0x85eb_ca6b,
  days: 0xc2b2_ae35,
  ways: 0x27d4_eb2f,
  byHand: 0x1656_67b1,
  outcomes: 0xd3a2_646c,
  order: 0xfd70_46c5,
} as const;

export function streamsOf(seed: number): Streams {
  return Object.fromEntries(
    Object.entries(SALTS).map(([name, salt]) => [name, chance(seed ^ salt)]),
  ) as Streams;
}
