import type { Contact } from '../../../src/contact/contact.ts';
import { type Desk, speaks } from '../../../src/desk/desk.ts';
import { isOnDuty } from '../../../src/desk/renewal.ts';
import type { Commit, ContactView, Store } from '../../../src/store/store.ts';
import type { Line } from '../../../src/voice-script/moments.ts';
import type { QueueSettings } from '../../../src/waiting/queue-settings.ts';
import type { Cadence } from '../../../src/waiting/rhythm.ts';
import type { Findings } from './findings.ts';
import { openOrClosedJudge } from './open-or-closed.ts';
import type { Slack } from './slack.ts';

export type Records = {
  /** Told of each commit that the store accepted, at once. */
  committed(commit: Commit, store: Store): void;
  /** The store as servers see it: what they had not seen must not have been written over. */
  fenced(store: Store): Store;
  /** The store has forgotten everybody: versions begin anew. */
  forgotten(): void;
};

/** `replaced` is the version that the last write found. */
type Known = { version: number; replaced: number; cadence: Cadence; step: number; callSid: string | null };

/** What a caller may choose, in seconds, written out anew (product.md, "Rhythm"). */
const CHOSEN_SECONDS: Partial<Record<Cadence, number>> = {
  'every-minute': 60,
  'every-two-minutes': 120,
  'every-five-minutes': 300,
};
/** Words that name the caller as the first of the line. */
const FIRST_IN_LINE = new Set(['line.check-in-next', 'line.status-next', 'greeting.next-in-line']);
/** Words that somebody is there; the others that name `who` are that nobody is. */
const SOMEBODY_IS_BACK = new Set(['line.operator-back', 'news.operator-back']);

/**
 * Follows every commit: a leg has one contact (S3), nothing is written over what the writer has not seen (S5), the caller decides on the rhythm and
 * nobody else (P4), and what is told of the place and the wait is true, and kept on record (P9).
 */
export function recordsJudge(parts: {
  findings: Findings;
  slack: () => Slack;
  now: () => number;
  queueOf: (queueId: string) => QueueSettings | undefined;
}): Records {
  const { findings, slack, now } = parts;
  const openOrClosed = openOrClosedJudge(parts);
  const contacts = new Map<string, Known>();
  /** Whose each leg is, by CallSid. */
  const owners = new Map<string, string>();
  /** When a line last changed, or who is on duty: what was read at the same moment may be from before. */
  let changedAt = Number.NEGATIVE_INFINITY;

  function broken(invariant: string, { leg, id }: Contact, message: string): void {
    findings.broken(invariant, leg?.callSid ?? id.slice(2), message);
  }

  /** A leg has one contact: two would each have it fetched, and tell it of another place. */
  function owned(commit: Commit): void {
    const live = commit.contacts.map(({ contact }) => contact).filter(({ status }) => status !== 'ended');
    for (const { contact } of commit.contacts) {
      const had = contacts.get(contact.id)?.callSid ?? null;
      if (had !== null && owners.get(had) === contact.id) owners.delete(had);
    }
    for (const contact of live) {
      if (contact.leg === null) continue;
      const owner = owners.get(contact.leg.callSid);
      if (owner !== undefined) broken('S3', contact, `The leg is that of ${owner} and of ${contact.id}.`);
      owners.set(contact.leg.callSid, contact.id);
    }
  }

  function chosen(contact: Contact, before: Known | undefined): void {
    const keys = contact.leg?.keys ?? '';
    if (before !== undefined && before.cadence !== contact.cadence && keys === '')
      broken(
        'P4',
        contact,
        `The rhythm was ${before.cadence} and is ${contact.cadence}; no key was pressed.`,
      );
    const seconds =
      contact.cadence === 'news-only'
        ? parts.queueOf(contact.queueId)?.newsOnlyLongestSeconds
        : CHOSEN_SECONDS[contact.cadence];
    const promised = linesOf(contact).findLast((one) => 'nextSeconds' in one.values)?.values['nextSeconds'];
    // Before there is a place what is open is repeated at its own rhythm, and no other can be chosen.
    if (contact.status === 'greeting' && before?.cadence === contact.cadence) return;
    // An admin may have set another time for "only news" while the words were being found.
    if (seconds === undefined || promised === undefined || contact.cadence === 'news-only') return;
    findings.count('chosen rhythms told');
    if (promised !== seconds)
      broken('P4', contact, `${contact.cadence} was chosen, and the next word promised in ${promised} s.`);
  }

  /** What is told of the line, held against the line as it is. */
  function honest(contact: Contact, view: ContactView, desks: readonly Desk[]): void {
    if (view.contact?.version !== contact.version || changedAt === now()) return;
    const onDuty = desks.filter((desk) => isOnDuty(desk) && desk.queues.includes(contact.queueId));
    const speakers = onDuty.filter((desk) => speaks(desk, contact.language)).length;
    for (const { moment, values } of linesOf(contact)) {
      const told = FIRST_IN_LINE.has(moment) ? 1 : values['position'];
      if (typeof told === 'number' && view.position !== null) {
        findings.count('places told');
        if (told !== view.position)
          broken('P9', contact, `Told to be number ${told} in line, and is number ${view.position}.`);
      }
      const { rangeLow, who } = values;
      if (who !== undefined) {
        findings.count(`told that ${SOMEBODY_IS_BACK.has(moment) ? 'somebody' : 'nobody'} is there`);
        const isTrue = SOMEBODY_IS_BACK.has(moment) === speakers > 0;
        if (!isTrue || (who === 'speaker') !== onDuty.length > speakers)
          broken(
            'P9',
            contact,
            `${moment} of ${who}: ${speakers} of ${onDuty.length} on duty can serve them.`,
          );
      }
      if (typeof rangeLow !== 'number' || rangeLow < 0) continue;
      findings.count('ranges told');
      if (speakers === 0)
        broken('P9', contact, 'A wait was foretold though nobody is on duty who speaks their language.');
      if (!('forecasts' in contact) || contact.forecasts.length === 0)
        broken('P9', contact, 'A wait was foretold, and nothing of it is kept on record.');
    }
  }

  return {
    committed(commit, store) {
      const calm = slack().prompt;
      if (commit.desks.length > 0 || commit.contacts.some(({ standing }) => standing !== 'keep'))
        changedAt = now();
      owned(commit);
      for (const { desk } of commit.desks) {
        const isCalled = desk.status === 'ringing' && desk.renewal?.stage === 'called';
        if (isCalled && commit.effects.some(({ type }) => type === 'ring-desk'))
          findings.count("desks' lines renewed");
      }
      for (const { contact } of commit.contacts) {
        const before = contacts.get(contact.id);
        const step = contact.leg?.step ?? 0;
        const isAnswer = before !== undefined && step > before.step;
        if (contact.status === 'ended') contacts.delete(contact.id);
        else {
          const replaced = before?.version ?? contact.version - 1;
          const { version, cadence } = contact;
          contacts.set(contact.id, {
            version,
            replaced,
            cadence,
            step,
            callSid: contact.leg?.callSid ?? null,
          });
        }
        if (contact.status === 'ended') continue;
        if (isAnswer) chosen(contact, before);
        if (isAnswer) openOrClosed.told(contact, linesOf(contact), now(), calm);
        if (calm && isAnswer && contact.status === 'waiting')
          void Promise.all([store.readContact(contact.id, ''), store.allDesks()]).then(([view, desks]) =>
            honest(contact, view, desks),
          );
      }
    },
    fenced: (store) => ({
      ...store,
      async commit(commit) {
        const seen = commit.contacts.map(({ contact, expectedVersion }) => ({ contact, expectedVersion }));
        const result = await store.commit(commit);
        if (result.outcome !== 'committed') return result;
        for (const { contact, expectedVersion } of seen) {
          const replaced = contacts.get(contact.id)?.replaced ?? expectedVersion;
          if (replaced !== expectedVersion)
            broken(
              'S5',
              contact,
              `Version ${replaced} was written over by one who had seen ${expectedVersion}.`,
            );
        }
        return result;
      },
    }),
    forgotten() {
      contacts.clear();
      owners.clear();
    },
  };
}

function linesOf({ leg }: Contact): readonly Line[] {
  const instruction = leg?.instruction;
  return instruction?.kind === 'quiet' ? instruction.lines : [];
}
