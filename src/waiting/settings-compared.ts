/** Settings that differ, one by one: `inLine.everySeconds` is one, a list as a whole is one. */
export type Difference = { setting: string; before: unknown; after: unknown };

/** Settings of a queue that are changed value by value. */
const GROUPS: ReadonlySet<string> = new Set(['inLine', 'onHold', 'callbacks', 'ranking', 'pilot']);

/**
 * What is not the same in two states of a queue, of its notice, of an operator or of the line. What only one of them has
 * is undefined in the other.
 */
export function differences(before: object, after: object): Difference[] {
  const [was, is] = [singly(before), singly(after)];
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((setting) => ({ setting, before: was.get(setting), after: is.get(setting) }))
    .filter((one) => !isSame(one.before, one.after));
}

/** The value of one setting; undefined where there is none. */
export function settingOf(settings: object, setting: string): unknown {
  return singly(settings).get(setting);
}

/** Settings written one by one as they are sent: values of one group together. */
export function grouped(settings: readonly { setting: string; value: unknown }[]): Record<string, unknown> {
  const parts: Record<string, unknown> = {};
  for (const { setting, value } of settings) {
    const [group = '', name] = setting.split('.');
    parts[group] = name === undefined ? value : { ...(parts[group] as object | undefined), [name]: value };
  }
  return parts;
}

/** Whether two values are the same, in whatever order their fields stand. */
export function isSame(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

/** As JSON in which the fields of each object stand in the order of their names; undefined where there is no value. */
export function canonical(value: unknown): string | undefined {
  return JSON.stringify(value, (_name, one: unknown) =>
    isObject(one) ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1))) : one,
  );
}

function singly(settings: object): Map<string, unknown> {
  return new Map(
    Object.entries(settings).flatMap(([name, value]): [string, unknown][] =>
      GROUPS.has(name) && isObject(value)
        ? Object.entries(value).map(([part, one]) => [`${name}.${part}`, one])
        : [[name, value]],
    ),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
