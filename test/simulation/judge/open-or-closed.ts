import type { Contact } from '../../../src/contact/contact.ts';
import type { Line } from '../../../src/voice-script/moments.ts';
import { openNow } from '../../../src/waiting/open-now.ts';
import type { QueueSettings } from '../../../src/waiting/queue-settings.ts';
import type { Findings } from './findings.ts';

/** What is told of the line being closed, and open again, held against what its admin has set (P9). */
export type OpenOrClosed = {
  /**
   * Words are handed over, decided at `now`, epoch ms.
   * @param calm whether what was decided by is what is set now
   */
  told(contact: Contact, lines: readonly Line[], now: number, calm: boolean): void;
};

export function openOrClosedJudge({
  findings: { broken, count },
  queueOf,
}: {
  findings: Pick<Findings, 'broken' | 'count'>;
  queueOf: (queueId: string) => QueueSettings | undefined;
}): OpenOrClosed {
  /** Who has been told that the line is closed. */
  const toldClosed = new Set<string>();

  function wrong({ leg, id }: Contact, message: string): void {
    broken('P9', leg?.callSid ?? id.slice(2), message);
  }

  return {
    told(contact, lines, now, calm) {
      for (const { moment } of lines) {
        if (moment !== 'closed.now' && moment !== 'closed.over') continue;
        const queue = queueOf(contact.queueId);
        const isOpen = queue === undefined ? null : openNow(queue, now).open;
        if (moment === 'closed.now') {
          count('told that it has closed');
          toldClosed.add(contact.id);
          if (calm && isOpen === true) wrong(contact, 'Told that the line has closed, and it is open.');
          continue;
        }
        count('told that it is open again');
        if (calm && isOpen === false) wrong(contact, 'Told that the line is open again, and it is closed.');
        if (!toldClosed.has(contact.id))
          wrong(contact, 'Told that the line is open again, and never that it had closed.');
      }
    },
  };
}
