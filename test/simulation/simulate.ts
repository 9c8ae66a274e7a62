import type { Counts, Violation } from './judge/findings.ts';
import type { Tamper } from './world/tamper.ts';
import type { Trouble } from './world/weather.ts';
import { runWorld, type WorldResult } from './world/world.ts';

export type SimulationOptions = {
  /** Calls in all; they are spread over worlds of `contactsPerWorld`. */
  contacts: number;
  /** The first world's seed; the others count up from it. */
  seed: number;
  contactsPerWorld?: number;
  tamper?: Tamper;
  troubles?: readonly Trouble[];
  /** How soon waiting makes up for a priority, instead of the usual time. */
  ageingSeconds?: number;
  /** Only long days with few callers, or none. */
  long?: boolean;
  /** Told of each world that is over. */
  onWorld?: (world: WorldResult) => void;
};

export type SimulationResult = {
  worlds: number;
  counts: Counts;
  /** In how many worlds each trouble was. */
  troubles: Map<Trouble | 'calm', number>;
  virtualMs: number;
  /** Of everything that was audible, in all worlds. */
  traceHash: number;
  /** The first broken invariant, and the seed of its world. */
  failure: { seed: number; contacts: number; troubles: Trouble[]; violation: Violation } | null;
};

/** Large enough for lines to form and for every habit to meet every other. */
export const CONTACTS_PER_WORLD = 250;

/** Runs world after world until all contacts have called, or an invariant is broken. The same seed repeats it all. */
export async function simulate(options: SimulationOptions): Promise<SimulationResult> {
  const size = options.contactsPerWorld ?? CONTACTS_PER_WORLD;
  const result: SimulationResult = {
    worlds: 0,
    counts: new Map(),
    troubles: new Map(),
    virtualMs: 0,
    traceHash: 0,
    failure: null,
  };
  for (let called = 0; called < options.contacts && result.failure === null; called += size) {
    const seed = options.seed + result.worlds;
    const contacts = Math.min(size, options.contacts - called);
    const world = await runWorld({
      seed,
      contacts,
      ...(options.tamper === undefined ? {} : { tamper: options.tamper }),
      ...(options.troubles === undefined ? {} : { troubles: options.troubles }),
      ...(options.ageingSeconds === undefined ? {} : { ageingSeconds: options.ageingSeconds }),
      ...(options.long === undefined ? {} : { long: options.long }),
    });
    add(result, world);
    const [violation] = world.violations;
    if (violation !== undefined) result.failure = { seed, contacts, troubles: world.troubles, violation };
    options.onWorld?.(world);
  }
  return result;
}

function add(result: SimulationResult, world: WorldResult): void {
  result.worlds += 1;
  result.virtualMs += world.virtualMs;
  result.traceHash = (Math.imul(result.traceHash, 31) + world.traceHash) >>> 0;
  for (const [name, count] of world.counts) {
    const before = result.counts.get(name);
    // Extremes are named after what they are the extreme of.
    const both = /^(longest|slowest|latest) /.test(name)
      ? Math.max(before ?? count, count)
      : (before ?? 0) + count;
    result.counts.set(name, both);
  }
  for (const trouble of world.troubles.length === 0 ? (['calm'] as const) : new Set(world.troubles))
    result.troubles.set(trouble, (result.troubles.get(trouble) ?? 0) + 1);
}
