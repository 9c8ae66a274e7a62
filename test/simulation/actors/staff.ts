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
