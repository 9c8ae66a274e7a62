/**
 * Puts the focus on `place`, which tells what was done, where the button that did it is gone or rests: else it would
 * fall out of the page. Whoever is elsewhere stays there, such as in the field that was just typed into.
 */
export function keepFocus(place: HTMLElement | null): void {
  const at = document.activeElement;
  if (at === null || at === document.body || at instanceof HTMLButtonElement) place?.focus();
}
