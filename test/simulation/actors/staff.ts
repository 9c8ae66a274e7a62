/** Who listens to talks in some worlds. */
export const SUPERVISOR = { name: 'supervisor', displayName: 'Vera' };

const NAMES = [
  'Anna',
  'Boris',
  'Chloé',
  'Дарья',
  'Emil',
  'Fatima',
  'Georg',
  'Hana',
  'Ivan',
  'Jana',
  'Kofi',
  'Lena',
  'Marek',
  'Nora',
];
/** Everybody who may be on duty: sign-in ids with display names. */
export const STAFF: ReadonlyMap<string, string> = new Map(
  NAMES.map((displayName, index) => [`operator-${index}`, displayName]),
);

/** Somebody without a computer, who is on duty by phone in some worlds. */
export type PhoneStaff = {
  name: string;
  displayName: string;
  pin: string;
  shortNumber: string;
  /** The phone that is on file, and another; E.164. */
  onFile: string | null;
  elsewhere: string;
  /** What is shown where they withhold their number; each has another, since nothing else tells whose call it is. */
  withheldAs: string;
  mostHeld: number;
  queues: string[];
};

export const PHONE_STAFF: readonly Omit<PhoneStaff, 'queues'>[] = [
  {
    ...{ name: 'phone-0', displayName: 'Olga', pin: '482915', shortNumber: '12' },
    ...{ onFile: '+12025550142', elsewhere: '+12025550143' },
    ...{ withheldAs: '+8656696', mostHeld: 3 },
  },
  {
    ...{ name: 'phone-1', displayName: 'Пётр', pin: '730164', shortNumber: '130' },
    ...{ onFile: null, elsewhere: '+12025550177' },
    ...{ withheldAs: '+86282452253', mostHeld: 1 },
  },
];

/** Everybody who may be heard to be announced. */
export const ALL_STAFF: ReadonlyMap<string, string> = new Map([
  ...STAFF,
  ...PHONE_STAFF.map(({ name, displayName }) => [name, displayName] as const),
]);

/** What a desk is, as far as its operator knows, when they may leave it: not in a talk, nor with callers on hold. */
export const LEAVES_FROM: ReadonlySet<string> = new Set(['no-call', 'closed', 'free', 'wrap-up', 'away']);
