import type {
  Changes,
  Contact,
  ContactDetail,
  Desk,
  DeskMode,
  Heard,
  LegKind,
  Line,
  ListenMode,
  Me,
  Notice,
  Nuisance,
  Operator,
  PhoneAccess,
  Phrase,
  Phrases,
  Queue,
  Who,
} from './contract.ts';
import type { Report, ReportPeriod } from './report-contract.ts';
import { readToChange, request, type Seen } from './request.ts';

const at = (...parts: string[]) => `/api/${parts.map(encodeURIComponent).join('/')}`;

/** Where the half-hours of a report lie, as a file to save. */
export function halfHoursUrl(queueId: string, { days, line }: Report): string {
  const query = new URLSearchParams({
    queueId,
    from: days.from,
    to: days.to,
    withinSeconds: String(line.withinSeconds),
  });
  return `/api/reports/half-hours.csv?${query}`;
}

/** Every call of the JSON API that the pages make. */
export const calls = {
  signIn: (name: string, password: string) => request<Who>('POST', '/api/session', { name, password }),
  signOut: () => request<void>('DELETE', '/api/session'),
  me: () => request<Me>('GET', '/api/me'),

  phoneToken: () => request<PhoneAccess>('POST', '/api/phone/token'),
  openDesk: (how: { mode: DeskMode; leg: LegKind; offersMore?: boolean; address?: string }) =>
    request<Desk>('POST', '/api/desk/open', how),
  closeDesk: () => request<Desk>('POST', '/api/desk/close'),
  accept: () => request<Contact>('POST', '/api/desk/accept'),
  take: () => request<Contact>('POST', '/api/desk/take'),
  pick: (contactId: string) => request<Contact>('POST', '/api/desk/take', { contactId }),
  away: (reason: string) => request<Desk>('POST', '/api/desk/away', { reason }),
  free: () => request<Desk>('POST', '/api/desk/free'),

  contact: (id: string) => request<ContactDetail>('GET', at('contacts', id)),
  hold: (id: string, reason: string, backInSeconds: number | null) =>
    request<Contact>('POST', `${at('contacts', id)}/hold`, {
      ...(reason === '' ? {} : { reason }),
      ...(backInSeconds === null ? {} : { backInSeconds }),
    }),
  comeBack: (id: string) => request<Contact>('POST', `${at('contacts', id)}/return`),
  note: (id: string, text: string, now: boolean) =>
    request<Contact>('POST', `${at('contacts', id)}/note`, { text, now }),
  sendPhrase: (id: string, phraseId: string) =>
    request<Contact>('POST', `${at('contacts', id)}/note`, { phraseId }),
  voiceNote: (id: string, recording: Uint8Array, now: boolean) =>
    request<Contact>('POST', `${at('contacts', id)}/voice-note${now ? '?now=true' : ''}`, recording),
  takeBackNote: (id: string) => request<Contact>('DELETE', `${at('contacts', id)}/note`),
  transfer: (id: string, to: { queueId: string } | { operator: string }) =>
    request<Contact>('POST', `${at('contacts', id)}/transfer`, to),
  lookIn: (id: string) => request<Contact>('POST', `${at('contacts', id)}/look-in`),
  listen: (id: string, mode: ListenMode) =>
    request<Contact>('POST', `${at('contacts', id)}/listen`, { mode }),
  stopListening: (id: string) => request<Contact>('DELETE', `${at('contacts', id)}/listen`),
  outcome: (id: string, code: string) => request<Contact>('POST', `${at('contacts', id)}/outcome`, { code }),
  end: (id: string) => request<Contact>('POST', `${at('contacts', id)}/end`),

  nuisance: (id: string) =>
    request<{ nuisance: Nuisance | null; withheld: boolean }>('GET', `${at('contacts', id)}/nuisance`),
  markNuisance: (id: string, mark: unknown) =>
    request<Nuisance>('POST', `${at('contacts', id)}/nuisance`, mark),
  unmarkNuisance: (id: string) => request<void>('DELETE', `${at('contacts', id)}/nuisance`),
  nuisances: async () => (await request<{ nuisances: Nuisance[] }>('GET', '/api/nuisances')).nuisances,
  changeNuisance: (id: string, until: string) => request<Nuisance>('PATCH', at('nuisances', id), { until }),
  endNuisance: (id: string) => request<void>('DELETE', at('nuisances', id)),

  owed: async () => (await request<{ contacts: Contact[] }>('GET', '/api/owed')).contacts,
  seenTo: (id: string) => request<Contact>('POST', `${at('contacts', id)}/seen-to`),
  deleteWords: (id: string) => request<Contact>('DELETE', `${at('contacts', id)}/words`),
  callBack: (id: string) => request<Contact>('POST', `${at('contacts', id)}/call-back`),

  phrases: () => request<Phrases>('GET', '/api/me/phrases'),
  addPhrase: (phrase: { language: string; text: string }) =>
    request<Phrase>('POST', '/api/me/phrases', phrase),
  recordPhrase: (id: string, recording: Uint8Array) =>
    request<Phrase>('PUT', `${at('me', 'phrases', id)}/voice`, recording),
  deletePhrase: (id: string) => request<void>('DELETE', at('me', 'phrases', id)),

  queues: async () => (await request<{ queues: Queue[] }>('GET', '/api/queues')).queues,
  createQueue: (queue: { id: string; name: string }) => request<Queue>('POST', '/api/queues', queue),
  queue: (id: string) => readToChange<Queue>(at('queues', id)),
  /** `seen`: where nobody else has changed it since; left out: whatever it is by now. */
  changeQueue: (id: string, parts: object, seen?: Seen) =>
    request<Queue>('PATCH', at('queues', id), parts, seen),
  setNotice: (id: string, notice: unknown, seen: Seen) =>
    request<Notice>('PUT', `${at('queues', id)}/notice`, notice, seen),
  heard: async (id: string, settings: unknown) =>
    (await request<{ heard: Heard[] }>('POST', `${at('queues', id)}/heard`, settings)).heard,
  endNotice: (id: string, seen: Seen) =>
    request<void>('DELETE', `${at('queues', id)}/notice`, undefined, seen),

  forgetCaller: (number: string) => request<void>('POST', '/api/callers/forget', { number }),

  operators: async () => (await request<{ operators: Operator[] }>('GET', '/api/operators')).operators,
  createOperator: (operator: unknown) => request<Operator>('POST', '/api/operators', operator),
  operator: (name: string) => readToChange<Operator>(at('operators', name)),
  putOperator: (name: string, operator: unknown, seen: Seen) =>
    request<Operator>('PUT', at('operators', name), operator, seen),
  line: () => readToChange<Line>('/api/line'),
  putLine: (line: unknown, seen: Seen) => request<Line>('PUT', '/api/line', line, seen),
  setOwnPin: (password: string, pin: string) => request<void>('PUT', '/api/me/pin', { password, pin }),
  deleteOperator: (name: string) => request<void>('DELETE', at('operators', name)),

  changes: (before: string | null) =>
    request<Changes>('GET', `/api/changes${before === null ? '' : `?before=${before}`}`),
  report: (id: string, period: ReportPeriod, withinSeconds: number) =>
    request<Report>('GET', `${at('queues', id)}/report?period=${period}&withinSeconds=${withinSeconds}`),
  undoChange: (id: string) => request<Queue>('POST', `${at('changes', id)}/undo`),
};
