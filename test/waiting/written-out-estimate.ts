import type { LogEvent } from '../../src/estimate-replay/event-log.ts';

/**
 * The estimate once more, written out step by step from its formulas, with none of the product's code: what the product
 * says is checked against it. It takes logs with STAFF events and does not care for speed.
 */
export class WrittenOutEstimate {
  #n = 2;
  #e = 2 * 180;
  #a = 5;
  #x = 5 * 400;
  #paceSeen = 0;
  #paceDue = 0;
  #time = 0;
  #staff = 0;
  #usual = 0;
  #beta = LEVELS.map(() => [0, 0, 0, 0, 0, 0]);
  #scale = [1, 0.8, 0.1, 0.1, 0.3, 0.3];
  #learned = 0;
  #line: Caller[] = [];
  #ghosts: Caller[] = [];

  /** The seven quantiles for a caller who joins, else null. */
  follow(event: LogEvent): number[] | null {
    this.#tick(event.at);
    let quantiles: number[] | null = null;
    if (event.kind === 'STAFF') this.#staff = Number(event.aux);
    if (this.#usual === 0) this.#usual = this.#staff;
    if (event.kind === 'ENQ') quantiles = this.#join(event);
    const caller = this.#line.find(({ id }) => id === event.caller);
    if (event.kind === 'ABN' && caller) {
      this.#a += 1;
      this.#leave(caller);
      this.#ghosts.push(caller);
    }
    if (event.kind === 'START' && caller) {
      this.#n += 1;
      this.#paceSeen += 1;
      this.#leave(caller);
      this.#learn(caller, event.at);
      this.#release(caller.key, event.at);
    }
    if (event.kind === 'END' && event.aux.endsWith(':1') && this.#line.length === 0)
      this.#release(Infinity, event.at);
    return quantiles;
  }

  #tick(at: number): void {
    const dt = at - this.#time;
    this.#time = at;
    if (this.#line.length === 0 || dt <= 0) return;
    const due = this.#staff * (this.#n / this.#e) * dt;
    this.#x += this.#line.length * dt;
    this.#e += this.#staff * dt;
    this.#paceSeen *= Math.exp(-due / 8);
    this.#paceDue = this.#paceDue * Math.exp(-due / 8) + 8 * (1 - Math.exp(-due / 8));
    if (this.#n > 500) [this.#n, this.#e] = [this.#n / 2, this.#e / 2];
    if (this.#a > 500) [this.#a, this.#x] = [this.#a / 2, this.#x / 2];
  }

  #join({ at, caller: id, aux }: LogEvent): number[] {
    const key = Number(aux);
    const k = this.#line.filter((other) => other.key <= key).length;
    const staff = this.#staff > 0 ? this.#staff : 0.5;
    if (this.#usual === 0) this.#usual = staff;
    const d = (staff * this.#n) / this.#e;
    const theta = Math.min(Math.max(this.#a / this.#x, 1e-7), 1.9 * d);
    const [lo, hi] = [d - theta / 2, d + (k + 0.5) * theta];
    const mean = Math.log(hi / lo) / theta;
    const variance = (1 / lo - 1 / hi) / theta + (0.5 / this.#n) * mean ** 2;
    const c = (variance + (mean / 4) ** 2) / mean ** 2 / 9;
    const pace = -Math.log((this.#paceSeen + 4) / (this.#paceDue + 4));
    const phi = [
      1,
      Math.log((k + 1) / 3),
      Math.log(staff / this.#usual),
      pace,
      at - key > 0.5 ? 1 : 0,
      k === 0 ? 1 : 0,
    ];
    const gamma = SCORES.map((z) => mean * Math.max(1 - c + z * Math.sqrt(c), 0.02) ** 3);
    const caller = { id, key, at, staff, mean, phi, gamma };
    this.#line.push(caller);
    return this.#corrected(caller);
  }

  #corrected({ gamma, phi }: Caller): number[] {
    const q = gamma.map((g, i) => {
      const weights = this.#beta[i] as number[];
      return g * Math.exp(weights.reduce((sum, weight, j) => sum + weight * (phi[j] as number), 0));
    });
    return q.toSorted((a, b) => a - b);
  }

  #learn(caller: Caller, at: number): void {
    let y = at - caller.at;
    if (y > 3600 || y > 40 * caller.mean + 1200) return;
    y = Math.max(y, 0.5);
    const q = this.#corrected(caller);
    this.#learned += 1;
    const eta = Math.max(0.002, 0.5 / (this.#learned + 50));
    caller.phi.forEach((phi, j) => {
      const scale = (this.#scale[j] as number) + 0.002 * (phi * phi - (this.#scale[j] as number));
      this.#scale[j] = scale;
      LEVELS.forEach((tau, i) => {
        const miss = (tau - (y < (q[i] as number) ? 1 : 0)) / Math.sqrt(4 * tau * (1 - tau));
        (this.#beta[i] as number[])[j] =
          (this.#beta[i] as number[])[j]! + (eta * miss * phi) / (scale + 0.1) / Math.sqrt(6);
      });
    });
    this.#usual += Math.max(0.002, 1 / (this.#learned + 20)) * (caller.staff - this.#usual);
  }

  #release(before: number, at: number): void {
    const released = this.#ghosts.filter(({ key }) => key < before).toSorted((a, b) => a.key - b.key);
    this.#ghosts = this.#ghosts.filter(({ key }) => key >= before);
    for (const ghost of released) this.#learn(ghost, at);
  }

  #leave(caller: Caller): void {
    this.#line = this.#line.filter((other) => other !== caller);
  }
}

type Caller = {
  id: string;
  key: number;
  at: number;
  staff: number;
  mean: number;
  phi: number[];
  gamma: number[];
};

const LEVELS = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95];
const SCORES = [-1.6449, -1.2816, -0.6745, 0, 0.6745, 1.2816, 1.6449];
