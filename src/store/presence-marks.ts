import type { ScratchStore, SettingsStore } from './store.ts';

/** When an operator last showed a sign of life, epoch ms; null where that is not remembered. */
export type Signs = { console: number | null; key: number | null };

type Marks = Pick<ScratchStore, 'remember' | 'recall'> & Pick<SettingsStore, 'lineSettings'>;

/**
 * Marks are remembered for so much longer than they count, and longer by that time again: whoever looks for old ones comes
 * by in that time, also where nobody could be seen for a while (switchboard/presence-watch.ts).
 */
const LONGER_MS = 60_000;

/** Remembers that an operator's console is open (`console`), or that they pressed a key on their phone (`key`). */
export async function markSign(
  store: Marks,
  operator: string,
  sign: keyof Signs,
  now: number,
): Promise<void> {
  const { consoleGoneSeconds } = await store.lineSettings();
  if (consoleGoneSeconds === null) return;
  await store.remember(keyOf(operator, sign), String(now), 2 * consoleGoneSeconds * 1000 + LONGER_MS);
}

/** The last signs of an operator. */
export async function signsOf(store: Marks, operator: string): Promise<Signs> {
  const [console, key] = await Promise.all([
    store.recall(keyOf(operator, 'console')),
    store.recall(keyOf(operator, 'key')),
  ]);
  return { console: console === null ? null : Number(console), key: key === null ? null : Number(key) };
}

function keyOf(operator: string, sign: keyof Signs): string {
  return `seen-by-${sign}:${operator}`;
}
