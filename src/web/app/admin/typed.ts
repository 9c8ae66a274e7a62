/** A typed number; a decimal comma counts. What is no number goes to the server as it was typed. */
export function number(text: string): number | string {
  const value = Number(text.trim().replace(',', '.'));
  return text.trim() === '' || Number.isNaN(value) ? text : value;
}

/** Parts between commas, spaces and line ends. */
export function listed(text: string): string[] {
  return text.split(/[\s,;]+/).filter((part) => part !== '');
}
