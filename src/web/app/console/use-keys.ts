import { useEffect, useState } from 'react';

export type Shortcuts = { enabled: boolean; setEnabled: (enabled: boolean) => void };

const KEPT_AS = 'stillhere.shortcuts';

/**
 * Single keys for the console, by place on the keyboard (`KeyN`), so that they also work in a Russian layout, or by
 * character (`?`). Nothing happens while the user types, a dialog is open, or a modifier is held; and they can be
 * switched off (WCAG 2.1.4).
 */
export function useKeys(actions: Readonly<Record<string, () => unknown>>): Shortcuts {
  const [enabled, setEnabled] = useState(() => stored() !== 'off');

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target)) return;
      const action = actions[event.key] ?? actions[event.shiftKey ? `Shift+${event.code}` : event.code];
      if (action === undefined || !enabled || stored() === 'off') return;
      event.preventDefault();
      action();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [actions, enabled]);

  return {
    enabled,
    setEnabled: (value) => {
      setEnabled(value);
      try {
        localStorage.setItem(KEPT_AS, value ? 'on' : 'off');
      } catch {
        // Storage is blocked: the choice lasts as long as the page.
      }
    },
  };
}

function isBusy(target: EventTarget | null): boolean {
  if (document.querySelector('[role="dialog"]') !== null) return true;
  return (
    target instanceof HTMLElement &&
    (target.matches('textarea, select, input:not([type="radio"], [type="checkbox"])') ||
      target.isContentEditable)
  );
}

function stored(): string | null {
  try {
    return localStorage.getItem(KEPT_AS);
  } catch {
    return null;
  }
}
