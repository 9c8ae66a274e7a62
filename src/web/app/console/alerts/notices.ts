import { useState } from 'react';
import { useKept } from '../../shell/kept-choice.ts';

/** Whether a person is told while the tab is hidden: not asked yet, told, not wanted, or forbidden by the browser. */
export type Notices = 'default' | 'granted' | 'off' | 'denied';

/** The choice, and what its button does: asks the browser where that has not been done, else turns notices on or off. */
export function useNotices(operator: string): { notices: Notices | null; press: () => Promise<void> } {
  const [permission, setPermission] = useState(() =>
    'Notification' in window ? Notification.permission : null,
  );
  const [wanted, setWanted] = useKept(`notices.${operator}`, (kept) => kept !== false);
  if (permission === null) return { notices: null, press: async () => undefined };
  return {
    notices: permission === 'granted' && !wanted ? 'off' : permission,
    async press() {
      if (permission === 'granted') return setWanted(!wanted);
      if (permission === 'denied') return;
      setPermission(await Notification.requestPermission());
      setWanted(true);
    },
  };
}

/** Shows a notice over whatever is in front; a click leads to this tab. One `tag` shows once at a time. */
export function notify(title: string, body: string, tag: string): void {
  try {
    const notice = new Notification(title, { body, tag });
    notice.addEventListener('click', () => {
      window.focus();
      notice.close();
    });
  } catch {
    // Chrome on Android has notices of service workers alone, and says so by throwing.
  }
}
