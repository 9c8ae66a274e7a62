import { useEffect, useId, useSyncExternalStore } from 'react';
import type { BaseLocationHook } from 'wouter';
import { useBrowserLocation } from 'wouter/use-browser-location';
import { useWords } from '../words/words.tsx';
import { Confirm } from './confirm.tsx';

/** Forms with something that is not saved. */
const dirty = new Set<string>();
let asked: (() => void) | null = null;
const listeners = new Set<() => void>();

/** Does `action` at once, or, while something on the page is not saved, after the user has said so. */
export function leaveThen(action: () => void): void {
  if (dirty.size === 0) return action();
  asked = action;
  emit();
}

/** Tells the page whether leaving it would lose something. */
export function useUnsaved(unsaved: boolean): void {
  const form = useId();
  useEffect(() => {
    if (!unsaved) return;
    dirty.add(form);
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => {
      dirty.delete(form);
      window.removeEventListener('beforeunload', warn);
    };
  }, [unsaved, form]);
}

/** Browser location for the router; a link does not lead away from unsaved changes unasked. */
export const useGuardedLocation: BaseLocationHook = () => {
  const [path, navigate] = useBrowserLocation();
  return [path, (to: string, options?: { replace?: boolean }) => leaveThen(() => navigate(to, options))];
};

/** The question itself; once on the page. */
export function LeaveGuard() {
  const words = useWords();
  const action = useSyncExternalStore(subscribe, () => asked);
  return (
    <Confirm
      opened={action !== null}
      title={words.admin.leaveTitle}
      text={words.admin.leaveText}
      confirm={words.admin.leaveConfirm}
      cancel={words.admin.leaveStay}
      onConfirm={() => answer(true)}
      onCancel={() => answer(false)}
    />
  );
}

function answer(leave: boolean): void {
  const agreed = asked;
  asked = null;
  if (leave) dirty.clear();
  emit();
  if (leave) agreed?.();
}

function emit(): void {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
