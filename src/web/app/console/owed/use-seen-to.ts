import { useCallback, useEffect, useRef, useState } from 'react';
import { calls } from '../../http/calls.ts';
import { type Command, useCommand } from '../../shell/use-command.ts';

/** For so long "done" can be taken back, ms: what is seen to is over for good at the server. */
const UNDO_MS = 6_000;

export type SeenTo = {
  /** Whether it is marked and not sent yet. */
  marked: boolean;
  /** Whether it was, and has been taken back. */
  takenBack: boolean;
  mark: () => void;
  undo: () => void;
  command: Command<[string]>;
};

/**
 * Marks what was owed about a contact as seen to, some seconds after the click: a page that closes meanwhile leaves it
 * owed, which harms nobody.
 */
export function useSeenTo(id: string, onDone: () => void): SeenTo {
  const [marked, setMarked] = useState(false);
  const [takenBack, setTakenBack] = useState(false);
  const command = useCommand(calls.seenTo, onDone);
  const { run } = command;
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const mark = useCallback(() => {
    setMarked(true);
    timer.current = setTimeout(() => {
      void run(id).then((done) => !done && setMarked(false));
    }, UNDO_MS);
  }, [id, run]);
  const undo = useCallback(() => {
    clearTimeout(timer.current);
    setMarked(false);
    setTakenBack(true);
  }, []);
  return { marked, takenBack, mark, undo, command };
}
