/** Random numbers that are the same on every run with the same seed. */
export interface Random {
  /** Even between 0 and 1, neither included. */
  uniform(): number;
  exponential(mean: number): number;
  /** Lognormal with this mean and coefficient of variation. */
  lognormal(mean: number, variation: number): number;
}

/** A stream of random numbers (mulberry32: T. Ettinger, public domain). */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  function uniform(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (((mixed ^ (mixed >>> 14)) >>> 0) + 0.5) / 4_294_967_296;
  }
  function normal(): number {
    return Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  }
  return {
    uniform,
    exponential: (mean) => -mean * Math.log(uniform()),
    lognormal(mean, variation) {
      const variance = Math.log(1 + variation ** 2);
      return Math.exp(Math.log(mean) - variance / 2 + Math.sqrt(variance) * normal());
    },
  };
}
