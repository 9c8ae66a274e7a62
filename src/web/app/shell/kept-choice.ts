import { useState } from 'react';

const ALL = 'stillhere.';
/** Names that begin so are forgotten when the person signs out. */
const PRIVATE = `${ALL}own.`;

/**
 * What this browser remembers. Where storage is blocked it lasts as long as the page.
 * @param name of the choice, and whose it is: `sound.anna`; one that begins with `own.` is kept until they sign out
 * @param read makes a value of what was kept; of null where nothing was, and of anything where a person has changed it
 */
export function useKept<Value>(
  name: string,
  read: (kept: unknown) => Value,
): [Value, (value: Value) => void] {
  const [value, setValue] = useState(() => read(parsed(stored(ALL + name))));
  const keep = (next: Value) => {
    setValue(next);
    try {
      localStorage.setItem(ALL + name, JSON.stringify(next));
    } catch {
      // Storage is blocked.
    }
  };
  return [value, keep];
}

/** Forgets what a person typed, which may name a caller's business: the next one at this computer is not to see it. */
export function forgetOwn(): void {
  try {
    for (const name of Object.keys(localStorage)) if (name.startsWith(PRIVATE)) localStorage.removeItem(name);
  } catch {
    // Storage is blocked: nothing was kept.
  }
}

function stored(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
