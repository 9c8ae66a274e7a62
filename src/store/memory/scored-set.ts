/** A member of a set and what it is ordered by. */
export type Scored = { member: string; score: number };

/** Members ordered by score, then by name: what Redis calls a sorted set. */
export interface ScoredSet {
  readonly size: number;
  /** Null where it is no member. */
  score(member: string): number | null;
  /** Rank from 1; null where it is no member. */
  rank(member: string): number | null;
  /** Adds a member, or moves it. */
  put(member: string, score: number): void;
  /** False where it was no member. */
  remove(member: string): boolean;
  /** The first `limit` members with scores up to `most`. */
  first(limit: number, most?: number): Scored[];
}

/** A block that grows beyond this is halved. Ranks add up block lengths: 10^4 members are some 30 additions. */
const LARGEST_BLOCK = 512;

/**
 * A scored set in sorted blocks: two binary searches and a short array splice for each change, so that it stays cheap
 * from three callers to tens of thousands, with no randomness that a simulation would have to seed.
 */
export function createScoredSet(): ScoredSet {
  const scores = new Map<string, number>();
  const blocks: Scored[][] = [];

  /** The block in which (score, member) stands or belongs: the first whose last entry is not before it. */
  function blockAt(score: number, member: string): number {
    let low = 0;
    let high = blocks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const block = blocks[middle] as Scored[];
      if (isBefore(block[block.length - 1] as Scored, score, member)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function remove(member: string): boolean {
    const score = scores.get(member);
    if (score === undefined) return false;
    scores.delete(member);
    const at = blockAt(score, member);
    const block = blocks[at] as Scored[];
    block.splice(indexIn(block, score, member), 1);
    if (block.length === 0) blocks.splice(at, 1);
    return true;
  }

  return {
    get size() {
      return scores.size;
    },
    score: (member) => scores.get(member) ?? null,
    rank(member) {
      const score = scores.get(member);
      if (score === undefined) return null;
      const at = blockAt(score, member);
      let before = 0;
      for (let i = 0; i < at; i += 1) before += (blocks[i] as Scored[]).length;
      return before + indexIn(blocks[at] as Scored[], score, member) + 1;
    },
    put(member, score) {
      if (scores.get(member) === score) return;
      remove(member);
      scores.set(member, score);
      const at = Math.min(blockAt(score, member), Math.max(0, blocks.length - 1));
      const block = blocks[at];
      if (block === undefined) {
        blocks.push([{ member, score }]);
        return;
      }
      block.splice(indexIn(block, score, member), 0, { member, score });
      if (block.length > LARGEST_BLOCK) blocks.splice(at + 1, 0, block.splice(LARGEST_BLOCK / 2));
    },
    remove,
    first(limit, most = Number.POSITIVE_INFINITY) {
      const found: Scored[] = [];
      for (const block of blocks) {
        for (const entry of block) {
          if (found.length >= limit || entry.score > most) return found;
          found.push(entry);
        }
      }
      return found;
    },
  };
}

/** Where (score, member) stands in the block, or belongs. */
function indexIn(block: readonly Scored[], score: number, member: string): number {
  let low = 0;
  let high = block.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(block[middle] as Scored, score, member)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isBefore(entry: Scored, score: number, member: string): boolean {
  return entry.score < score || (entry.score === score && entry.member < member);
}
