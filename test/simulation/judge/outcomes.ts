import type { Commit } from '../../../src/store/store.ts';
import type { OutcomeHeard } from '../actors/outcomes.ts';
import type { Findings } from './findings.ts';

/** What was said to have come of a call stays on its record until its operator says it anew (S13). */
export type Outcomes = OutcomeHeard & { committed(commit: Commit): void; forgotten(): void };

/** @param isDoubtful an answer of the store may be lost: what was not taken may be on record, and the other way round */
export function outcomesJudge(findings: Findings, isDoubtful: boolean): Outcomes {
  /** What the record has, and what is being said, by contact. */
  const onRecord = new Map<string, string>();
  const asked = new Map<string, Set<string>>();

  return {
    says(contactId, code) {
      const codes = asked.get(contactId) ?? new Set();
      asked.set(contactId, codes.add(code));
    },
    said(contactId, code) {
      findings.count('outcomes said');
      if (!isDoubtful && onRecord.get(contactId) !== code)
        findings.broken(
          'S13',
          contactId.slice(2),
          `${code} was said to have come of it, and is not on record.`,
        );
    },
    committed({ contacts }) {
      if (asked.size === 0) return;
      for (const { contact } of contacts) {
        const codes = asked.get(contact.id);
        if (codes === undefined) continue;
        const before = onRecord.get(contact.id);
        const code = contact.outcome?.code;
        if (code === before) continue;
        if (code === undefined || !codes.has(code))
          findings.broken(
            'S13',
            contact.id.slice(2),
            `${String(before)} came of it, and on record is ${String(code)}.`,
          );
        else onRecord.set(contact.id, code);
      }
    },
    forgotten() {
      onRecord.clear();
      asked.clear();
    },
  };
}
