/**
 * Lets many who ask at once share one reading. Whoever asks is given one that began after they asked: who asks while
 * one is under way shares the next. What they would hear of anyway from then on is so never missed.
 *
 * @param read rejects for all who share it
 */
export function readTogether<T>(read: () => Promise<T>): () => Promise<T> {
  let underWay: Promise<unknown> = Promise.resolve();
  let next: Promise<T> | null = null;
  return () => {
    if (next !== null) return next;
    const mine = underWay.then(() => {
      next = null;
      return read();
    });
    next = mine;
    underWay = mine.catch(() => undefined);
    return mine;
  };
}
