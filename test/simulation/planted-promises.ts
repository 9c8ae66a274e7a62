import type { Contact } from '../../src/contact/contact.ts';
import type { ContactWrite, Store } from '../../src/store/store.ts';
import type { Line } from '../../src/voice-script/moments.ts';
import type { QueueSettings } from '../../src/waiting/queue-settings.ts';
import { document, onCommit, type PlantedBug } from './planting.ts';

/** Promises that are broken without anybody's call going wrong: each needs a judge of its own. */
export const BROKEN_PROMISES: readonly PlantedBug[] = [
  {
    bug: 'a chosen rhythm that is forgotten at the next check-in',
    breaks: ['P4'],
    tamper: onCommit((commit) => {
      for (const write of commit.contacts)
        if (write.contact.leg?.keys === '') write.contact = { ...write.contact, cadence: 'queue' };
    }),
  },
  {
    bug: 'a chosen rhythm that is confirmed and not kept',
    breaks: ['P4'],
    tamper: onCommit((commit) => {
      for (const write of commit.contacts) {
        const { cadence, leg } = write.contact;
        if (cadence !== 'queue' && leg?.keys === '')
          changeLines(write, (one) =>
            'nextSeconds' in one.values ? withValue(one, 'nextSeconds', 20) : one,
          );
      }
    }),
  },
  {
    bug: 'silence that costs the place',
    breaks: ['S7'],
    tamper: onCommit((commit, now) => {
      for (const write of commit.contacts)
        if (
          write.contact.status === 'waiting' &&
          write.contact.leg.keys === '' &&
          write.contact.checkIns === 2
        )
          write.standing = { newcomer: { headStartMs: 0, arrivedAt: now } };
    }),
  },
  {
    bug: 'a check-in without news',
    seed: 5,
    breaks: ['P5'],
    tamper: document((twiml, { query }) =>
      query['f'] === 'end'
        ? twiml.replaceAll(/>[^<>]*?((?:Next word|Следующее слово|Nächste Meldung) [^<]*)</g, '>$1<')
        : twiml,
    ),
  },
  {
    bug: 'an apology in place of news',
    seed: 35,
    breaks: ['P5'],
    tamper: document((twiml) =>
      twiml.replaceAll(/>(?:Still|No change)[^<>]*?(Next word [^<]*)</g, '>We are sorry for the wait. $1<'),
    ),
  },
  {
    bug: 'everybody is told that they are second in line',
    breaks: ['P9'],
    tamper: onCommit((commit) => {
      for (const write of commit.contacts)
        changeLines(write, (one) => ('position' in one.values ? withValue(one, 'position', 2) : one));
    }),
  },
  {
    bug: 'an operator who does not speak the language of a caller is counted for them',
    seed: 2,
    breaks: ['P9'],
    tamper: onCommit((commit) => {
      for (const write of commit.desks) write.speaks = [];
    }),
  },
  {
    bug: 'a line that is closed by hand, and said to be open again',
    seed: 16,
    breaks: ['P9'],
    tamper: onCommit((commit) => {
      for (const write of commit.contacts)
        changeLines(write, (one) =>
          one.moment === 'closed.now' ? ({ moment: 'closed.over', values: {} } as Line) : one,
        );
    }),
  },
  {
    bug: 'what came of a call is forgotten with the next thing that happens',
    breaks: ['S13'],
    tamper: onCommit((commit) => {
      for (const write of commit.contacts)
        if (!write.timeline.some(({ kind }) => kind === 'outcome')) {
          const { outcome: _, ...rest } = write.contact;
          write.contact = rest as Contact;
        }
    }),
  },
  {
    bug: 'who is served earlier is changed, and newcomers are ranked as before',
    seed: 5,
    breaks: ['S6'],
    tamper: { store: rankingAsBefore },
  },
  {
    bug: 'a wait that is told and kept on no record',
    seed: 5,
    breaks: ['P9'],
    tamper: onCommit((commit) => {
      for (const write of commit.contacts)
        if ('forecasts' in write.contact && tellsRange(write))
          write.contact = { ...write.contact, forecasts: [] };
    }),
  },
  {
    bug: 'whoever writes last wins',
    breaks: ['S5'],
    troubles: ['store-slow', 'two-servers'],
    tamper: { store: unfenced },
  },
  {
    bug: 'who has ended lives again',
    breaks: ['S8'],
    tamper: { store: resurrecting },
  },
  {
    bug: 'a caller who has hung up and is not noticed',
    breaks: ['L3'],
    tamper: {
      request: (request) =>
        request.path === '/status'
          ? { ...request, params: { ...request.params, CallStatus: 'in-progress' } }
          : request,
      calls: (api) =>
        ({
          ...api,
          calls: Object.assign(
            (sid: string) => ({ ...api.calls(sid), fetch: async () => ({ status: 'in-progress' }) }),
            api.calls,
          ),
        }) as never,
    },
  },
];

function changeLines(write: ContactWrite, change: (line: Line) => Line): void {
  const { contact } = write;
  const instruction = contact.leg?.instruction;
  if (contact.leg == null || instruction?.kind !== 'quiet') return;
  const leg = { ...contact.leg, instruction: { ...instruction, lines: instruction.lines.map(change) } };
  write.contact = { ...contact, leg } as Contact;
}

function tellsRange({ contact }: ContactWrite): boolean {
  const instruction = contact.leg?.instruction;
  if (instruction?.kind !== 'quiet') return false;
  return instruction.lines.some(({ values }) => Number(values['rangeLow'] ?? -1) >= 0);
}

function withValue(line: Line, name: string, value: number): Line {
  return { ...line, values: { ...line.values, [name]: value } } as Line;
}

/** A store whose queues rank callers for ever as they did first. */
function rankingAsBefore(store: Store): Store {
  const first = new Map<string, Pick<QueueSettings, 'priority' | 'ranking'>>();
  return {
    ...store,
    async readContact(id, queueId) {
      const view = await store.readContact(id, queueId);
      if (view.queue === null) return view;
      const { priority, ranking } = view.queue;
      const ranked = first.get(view.queue.id) ?? { priority, ranking };
      first.set(view.queue.id, ranked);
      return { ...view, queue: { ...view.queue, ...ranked } };
    },
  };
}

/** A store that compares no versions. */
function unfenced(store: Store): Store {
  return {
    ...store,
    async commit(commit) {
      const contacts = commit.contacts.map(async (write) => {
        const known = (await store.readContact(write.contact.id, '')).contact?.version ?? 0;
        return { ...write, contact: { ...write.contact, version: known + 1 }, expectedVersion: known };
      });
      return store.commit({ ...commit, contacts: await Promise.all(contacts) });
    },
  };
}

/** A store that writes an ended contact once more as it was before. */
function resurrecting(store: Store): Store {
  const living = new Map<string, ContactWrite>();
  return {
    ...store,
    async commit(commit) {
      const result = await store.commit(commit);
      for (const write of commit.contacts) {
        const { contact } = write;
        const before = living.get(contact.id);
        if (contact.status !== 'ended') living.set(contact.id, write);
        else if (before !== undefined && result.outcome === 'committed') {
          const version = contact.version + 1;
          const again = {
            ...before,
            contact: { ...before.contact, version },
            expectedVersion: contact.version,
          };
          await store.commit({ ...commit, contacts: [again], desks: [], effects: [] });
        }
      }
      return result;
    },
  };
}
