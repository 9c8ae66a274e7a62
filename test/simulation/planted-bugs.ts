import type { Contact } from '../../src/contact/contact.ts';
import type { Store } from '../../src/store/store.ts';
import { AT_DESKS } from './planted-at-desks.ts';
import { BROKEN_PROMISES } from './planted-promises.ts';
import { document, onCommit, type PlantedBug } from './planting.ts';
import { type Tamper, UNTOUCHED } from './world/tamper.ts';

const TONE = /<Play>[^<]*tone[^<]*<\/Play>/g;

export const PLANTED_BUGS: readonly PlantedBug[] = [
  { bug: 'no tone', breaks: ['P6'], tamper: document((twiml) => twiml.replace(TONE, '')) },
  {
    bug: "an operator's note without the tone",
    seed: 7,
    breaks: ['P6'],
    tamper: document((twiml) =>
      /<Say[^>]*>(?:From|Von|[^<]* передаёт:) /.test(twiml) ? twiml.replace(TONE, '') : twiml,
    ),
  },
  {
    bug: 'a silence five seconds too long',
    seed: 20,
    breaks: ['S1'],
    tamper: document((twiml, { path }) =>
      path === '/desk'
        ? twiml
        : twiml.replace('timeout="3"', 'timeout="8"').replace('timeout="10"', 'timeout="15"'),
    ),
  },
  {
    bug: 'a check-in ten seconds early',
    breaks: ['S1'],
    tamper: document((twiml) =>
      twiml.replace(
        /timeout="(\d+)"(?=[^>]*><Play)/,
        (_all, seconds: string) => `timeout="${Math.max(1, Number(seconds) - 10)}"`,
      ),
    ),
  },
  {
    bug: 'a check-in that does not say when the next one comes',
    breaks: ['P2'],
    tamper: document((twiml) =>
      twiml.replaceAll(/(Next word|Следующее слово|Nächste Meldung) [^<.]*\./g, ''),
    ),
  },
  {
    bug: 'a conference without waitUrl',
    breaks: ['S12'],
    tamper: document((twiml) => twiml.replace('waitUrl=""', '')),
  },
  {
    bug: 'music on hold',
    seed: 2,
    breaks: ['S12'],
    tamper: document((twiml) =>
      /<Say[^>]*>[^<]*To have \w+ back/.test(twiml)
        ? twiml.replace('</Gather>', '</Gather><Play>https://line.example.com/media/waltz.wav</Play>')
        : twiml,
    ),
  },
  {
    bug: 'a queue with music instead of the quiet document',
    breaks: ['S12', 'S2'],
    tamper: document((twiml) =>
      twiml.includes('You are next') ? '<Response><Enqueue>callers</Enqueue></Response>' : twiml,
    ),
  },
  {
    bug: 'every talk in the same room',
    breaks: ['S4', 'S14'],
    tamper: document((twiml) => twiml.replace(/(<Conference[^>]*>)[^<]*/, '$1talk')),
  },
  {
    bug: 'a talk that nobody announces',
    breaks: ['S14'],
    tamper: document((twiml, { path }) =>
      path === '/leg' && twiml.includes('<Dial') ? twiml.replaceAll(/<Say.*?<\/Say>/g, '') : twiml,
    ),
  },
  {
    bug: 'keys that are not answered',
    breaks: ['P3', 'S1'],
    tamper: {
      request(request) {
        if (request.path !== '/leg' || request.params['Digits'] === undefined) return request;
        const { Digits: _, ...params } = request.params;
        return { ...request, params, query: { ...request.query, f: 'end' } };
      },
    },
  },
  {
    bug: 'a spoken yes or no that is not answered',
    breaks: ['P3'],
    tamper: {
      request(request) {
        if (request.path !== '/leg' || request.params['SpeechResult'] === undefined) return request;
        const { SpeechResult: _, ...params } = request.params;
        return { ...request, params };
      },
    },
  },
  {
    bug: 'a caller who is hung up on when the operator hangs up',
    seed: 1,
    breaks: ['L1'],
    tamper: document((twiml) =>
      /line has ended|связь прервалась|abgebrochen\. Wenn/.test(twiml)
        ? '<Response><Hangup/></Response>'
        : twiml,
    ),
  },
  {
    bug: 'a caller who is forgotten at the end of a silence',
    breaks: ['L1', 'S11'],
    tamper: document((twiml) => twiml.replace(/<Redirect.*<\/Redirect>/, '')),
  },
  {
    bug: 'control characters in a document',
    breaks: ['S2'],
    tamper: document((twiml) => twiml.replace('invoice', 'invoice\u0000')),
  },
  {
    bug: 'a URL without time limits',
    breaks: ['S11'],
    tamper: document((twiml) => twiml.replaceAll(/#ct=[^"<]*/g, '')),
  },
  {
    bug: 'the place is lost when an operator does not answer',
    breaks: ['S7'],
    tamper: onCommit((commit, now) => {
      for (const write of commit.contacts) {
        if (write.contact.status === 'waiting' && write.timeline.some(({ kind }) => kind === 'offer-failed'))
          write.standing = { newcomer: { headStartMs: 0, arrivedAt: now } };
      }
    }),
  },
  {
    bug: 'the last comes first',
    breaks: ['S6'],
    tamper: {
      store: (store) => ({
        ...store,
        takeable: async (queues, limit) => (await store.takeable(queues, 50)).toReversed().slice(0, limit),
      }),
    },
  },
  {
    bug: 'a priority that no waiting makes up for',
    breaks: ['L6'],
    ageingSeconds: 10,
    // Whoever is passed over stood before somebody: S6 would notice first, mostly.
    tamper: {
      unheld: ['S6'],
      ...onCommit((commit) => {
        for (const write of commit.contacts) {
          const { standing } = write;
          if (typeof standing !== 'string' && 'newcomer' in standing)
            write.standing = {
              newcomer: { ...standing.newcomer, headStartMs: standing.newcomer.headStartMs * 1_000 },
            };
        }
      }),
    },
  },
  {
    bug: 'a connected caller stays in line',
    breaks: ['S3'],
    tamper: onCommit((commit) => {
      for (const write of commit.contacts) if (write.contact.status === 'connected') write.standing = 'keep';
    }),
  },
  {
    bug: 'two operators on one caller',
    breaks: ['S4', 'S14', 'S1', 'L1', 'S2'],
    tamper: { store: (store) => ({ ...store, takeable: alsoServed(store) }) },
  },
  {
    bug: 'a repeated webhook that counts again',
    breaks: ['S9'],
    troubles: ['webhooks-replayed'],
    tamper: {
      request(request, replayed) {
        replayingNow = replayed;
        return request;
      },
      store: (store) => ({
        ...store,
        async readContact(id, queueId) {
          const view = await store.readContact(id, queueId);
          const forget = replayingNow && view.contact?.leg != null;
          return forget ? { ...view, contact: beforeItsStep(view.contact as Contact) } : view;
        },
        commit: (commit) => store.commit({ ...commit, eventId: null }),
      }),
    },
  },
  {
    bug: 'a call back to another number than was promised, and one that the rules refuse',
    seed: 1,
    breaks: ['S15'],
    tamper: onCommit((commit) => {
      for (const write of commit.contacts) {
        const { callback } = write.contact;
        if (callback !== null)
          write.contact = { ...write.contact, callback: { ...callback, number: '+19005551234' } };
      }
    }),
  },
  {
    bug: 'a call back that is promised and not stored',
    seed: 2,
    breaks: ['S13', 'S3', 'L1'],
    tamper: onCommit((commit) => {
      for (const write of commit.contacts)
        if (write.contact.status === 'place-kept') write.contact = { ...write.contact, callback: null };
    }),
  },
  {
    bug: 'a call back that is tried for ever',
    seed: 32,
    breaks: ['S15'],
    tamper: onCommit((commit) => {
      for (const write of commit.contacts) {
        const { callback } = write.contact;
        if (callback !== null) write.contact = { ...write.contact, callback: { ...callback, attempts: 0 } };
      }
    }),
  },
  {
    bug: 'a call back that is forgotten',
    seed: 10,
    breaks: ['L5', 'L2'],
    tamper: {
      store: (store) => ({
        ...store,
        takeable: async (queues, limit) =>
          (await store.takeable(queues, 50)).filter(({ status }) => status === 'waiting').slice(0, limit),
      }),
    },
  },
  {
    bug: 'one intent that rings twice',
    breaks: ['S10', 'S15', 'S4'],
    tamper: {
      calls: (api) => {
        const create = async (params: never): Promise<unknown> => {
          await api.calls.create(params);
          return api.calls.create(params);
        };
        return {
          ...api,
          calls: Object.assign((sid: string) => api.calls(sid), api.calls, { create }),
        } as never;
      },
    },
  },
  {
    bug: 'effects that are never performed',
    breaks: ['L2', 'L1', 'S1', 'S14', 'L3', 'P6'],
    tamper: onCommit((commit) => {
      commit.effects = commit.effects.filter(({ type }) => type !== 'summon-leg');
    }),
  },
  ...AT_DESKS,
  ...BROKEN_PROMISES,
];

/** The whole tamper of a bug. */
export function tamperOf({ tamper }: PlantedBug): Tamper {
  replayingNow = false;
  return { ...UNTOUCHED, ...tamper };
}

let replayingNow = false;

function beforeItsStep(contact: Contact): Contact {
  if (contact.leg === null) return contact;
  return { ...contact, leg: { ...contact.leg, step: 0 } } as Contact;
}

/** Callers who are being served are offered once more, as if they were free to be taken. */
function alsoServed(store: Store): Store['takeable'] {
  return async (queues, limit) => {
    const served = (await store.served(50)).filter(
      (one) => queues.includes(one.queueId) && one.status === 'connected',
    );
    const again = served.map((one) => ({ ...one, status: 'waiting' }) as unknown as Contact);
    return [...again, ...(await store.takeable(queues, limit))].slice(0, limit);
  };
}
