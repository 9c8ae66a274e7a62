/**
 * A function that writes a number with its noun in the form that the language asks for.
 * English: `n(2, 'caller', 'callers')`; Russian has three forms: `n(5, 'минута', 'минуты', 'минут')`.
 * @param locale BCP 47
 */
export function counting(locale: string): (count: number, ...forms: string[]) => string {
  const rules = new Intl.PluralRules(locale);
  const number = new Intl.NumberFormat(locale);
  return (count, ...forms) => {
    const rule = rules.select(count);
    const at =
      rule === 'one' ? 0 : rule === 'few' || (rule === 'other' && forms.length === 2) ? 1 : forms.length - 1;
    return `${number.format(count)} ${forms[at] ?? ''}`;
  };
}

/** A share from 0 to 1 in whole percent; all and none are said of nothing less. */
export function percent(share: number): string {
  const rounded = Math.round(share * 100);
  const told = share < 1 ? Math.min(rounded, 99) : rounded;
  return `${share > 0 ? Math.max(told, 1) : told}\u00A0%`;
}
