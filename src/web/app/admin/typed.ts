/** A typed number; a decimal comma counts. What is no number goes to the server as it was typed. */
export function number(text: string): number | string {
  const value = Number(text.trim().replace(',', '.'));
  return text.trim() === '' || Number.isNaN(value) ? text : value;
}

/** Lines of two words, such as "+15551234567 8"; a second word that is missing is ''. */
export function pairs(text: string): [string, string][] {
  return text
    .split('\n')
    .map((line) => line.trim().split(/[\s,;=:]+/))
    .filter(([first]) => first !== '')
    .map(([first = '', second = '']) => [first, second]);
}

/** The same as they are typed, one pair a line. */
export function pairLines(entries: readonly (readonly [string, string | number])[]): string {
  return entries.map((entry) => entry.join(' ')).join('\n');
}

/** Parts between commas, spaces and line ends. */
export function listed(text: string): string[] {
  return text.split(/[\s,;]+/).filter((part) => part !== '');
}
