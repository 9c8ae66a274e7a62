import { document, onCommit, type PlantedBug } from './planting.ts';

/** What goes wrong at operators' desks, and for those who wait for them. */
export const AT_DESKS: readonly PlantedBug[] = [
  {
    bug: 'desks that are free and that nobody looks for',
    breaks: ['L2'],
    tamper: { store: (store) => ({ ...store, freeDesks: async () => [] }) },
  },
  {
    bug: 'a caller on hold who waits for an operator that has hung up',
    seed: 15,
    breaks: ['L1'],
    tamper: onCommit((commit) => {
      for (const write of commit.contacts)
        if (write.contact.status === 'held') write.contact = { ...write.contact, operatorLostAt: null };
    }),
  },
  {
    bug: 'a talk of which nobody asks whether both have arrived',
    breaks: ['S1'],
    troubles: ['webhooks-lost'],
    tamper: onCommit((commit) => {
      commit.effects = commit.effects.filter(({ type }) => type !== 'check-talk');
    }),
  },
  {
    bug: 'a supervisor who listens and can be heard',
    seed: 12,
    breaks: ['S4'],
    tamper: document((twiml) => twiml.replace('muted="true"', 'muted="false"')),
  },
  {
    bug: 'a talk that goes on with whoever listens to it',
    breaks: ['S4'],
    seed: 10,
    tamper: document((twiml) => twiml.replace('endConferenceOnExit="true"', 'endConferenceOnExit="false"')),
  },
  {
    bug: "an operator's key that is not answered",
    breaks: ['P3'],
    seed: 11,
    tamper: {
      request(request) {
        if (request.path !== '/desk' || request.params['Digits'] === undefined) return request;
        const { Digits: _, ...params } = request.params;
        return { ...request, params };
      },
    },
  },
  {
    bug: "an operator's call that ends without a word",
    breaks: ['L1'],
    seed: 11,
    tamper: document((twiml, { path }) =>
      path === '/desk' && /On hold\. Press|Удержание\. Вернуться|Gehalten\. Zurück/.test(twiml)
        ? '<Response><Hangup/></Response>'
        : twiml,
    ),
  },
];
