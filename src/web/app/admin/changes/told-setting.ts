import type { Closure, Hours, Notice, Role } from '../../http/contract.ts';
import type { Words } from '../../words/en.ts';
import { hoursDraft } from '../queue/hours-draft.ts';

/** What a setting is called on these pages; one that they do not know has its own name. */
export function settingLabel(words: Words, setting: string): string {
  const [group = '', part = ''] = setting.split('.');
  if (group === 'inLine' || group === 'onHold')
    return `${words.admin[group]}: ${(rhythmLabels(words)[part] ?? part).toLowerCase()}`;
  return labels(words)[setting] ?? setting;
}

/** A setting's value as it is told in a line of text. */
export function toldValue(words: Words, setting: string, value: unknown, language: string): string {
  switch (setting) {
    case 'hours':
      return value === null ? words.admin.alwaysOpen : toldHours(words, value as Hours);
    case 'outcomes':
      return told(
        words,
        (value as { label: string }[] | null)?.map(({ label }) => label),
      );
    case 'roles':
      return told(
        words,
        (value as Role[] | null)?.map((role) => words.admin.roleNames[role]),
      );
    case 'notice': {
      const notice = value as Pick<Notice, 'text' | 'until'> | null;
      return notice === null
        ? words.changes.none
        : `${plain(notice.text)} · ${toldTime(notice.until, language)}`;
    }
    case 'closure': {
      const closure = value as Closure | null;
      if (closure === null) return words.changes.none;
      return closure.until === null ? words.admin.closedTillOpened : toldTime(closure.until, language);
    }
    case 'until':
      return typeof value === 'string' ? toldTime(value, language) : told(words, value);
    default:
      return told(words, value);
  }
}

/** A time as it is told in the list of changes: day and minute, on the clock of who reads it. */
export function toldTime(iso: string, language: string): string {
  const format = new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    hourCycle: 'h23',
  });
  return format.format(new Date(iso));
}

function told(words: Words, value: unknown): string {
  if (typeof value === 'boolean') return value ? words.changes.yes : words.changes.no;
  const text = plain(value);
  return text === '' ? words.changes.none : text;
}

/** The values in it, one after the other. */
function plain(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) {
    const isSimple = value.every((one) => typeof one !== 'object');
    return value.map(plain).join(isSimple ? ', ' : '; ');
  }
  if (typeof value === 'object') return Object.values(value).map(plain).join(' · ');
  return String(value as string | number);
}

function toldHours({ admin }: Words, hours: Hours): string {
  const { days, timeZone } = hoursDraft(hours);
  const open = days.flatMap((text, i) => (text === '' ? [] : [`${admin.weekdays[i]} ${text}`]));
  const exceptions = hours.exceptions.map((one) =>
    'closed' in one ? `${one.date} ${admin.closedDay}` : `${one.date} ${one.from}-${one.to}`,
  );
  return [timeZone, ...open, ...exceptions].join('; ');
}

function rhythmLabels({ admin }: Words): Record<string, string> {
  return {
    firstAfterSeconds: admin.first,
    everySeconds: admin.every,
    growth: admin.growth,
    longestSilenceSeconds: admin.longest,
  };
}

function labels({ admin, byPhone, nuisance }: Words): Record<string, string> {
  return {
    name: admin.name,
    languages: admin.languages,
    numbers: admin.numbers,
    numberLanguages: admin.numberLanguages,
    priority: admin.priority,
    wrapUpSeconds: admin.wrapUp,
    outcomes: admin.outcomes,
    newsOnlyLongestSeconds: admin.newsOnly,
    keepPlaceSeconds: admin.keepPlace,
    presenceAfterSeconds: admin.presence,
    spokenAnswers: admin.spokenAnswers,
    leaveWords: admin.leaveWords,
    askAfterwards: admin.askAfterwards,
    country: admin.country,
    'callbacks.enabled': admin.callbacksOn,
    'callbacks.attempts': admin.attempts,
    'callbacks.pauseSeconds': admin.pause,
    'callbacks.countries': admin.countries,
    'callbacks.laterAt': admin.laterAt,
    'callbacks.timeZone': admin.callbackTimeZone,
    'callbacks.perNumberPerDay': admin.perNumberPerDay,
    'callbacks.perMinute': admin.perMinute,
    'callbacks.minutesPerDay': admin.minutesPerDay,
    hours: admin.hours,
    closure: admin.closure,
    maxWaiting: admin.maxWaiting,
    backupNumber: admin.backupNumber,
    nobodyAfterSeconds: admin.nobodyAfter,
    topics: admin.topics,
    'ranking.ageingSeconds': admin.ageing,
    'ranking.calledNumbers': admin.rankedCalled,
    'ranking.languages': admin.rankedLanguages,
    'ranking.callers': admin.rankedCallers,
    'pilot.share': admin.pilotShare,
    'pilot.oldLine': admin.oldLine,
    refusesNuisances: nuisance.refuses,
    reason: nuisance.reason,
    notice: admin.notice,
    text: admin.notice,
    until: admin.noticeUntil,
    displayName: admin.displayName,
    roles: admin.roles,
    address: admin.address,
    queues: admin.serves,
    skills: admin.skills,
    mayPick: admin.mayPick,
    mostHeld: admin.mostHeld,
    password: admin.password,
    pin: byPhone.pin,
    shortNumber: byPhone.shortNumber,
    operatorNumber: byPhone.number,
    consoleGoneSeconds: admin.consoleGoneAfter,
  };
}
