/** Of settings that several people change. */
export const changes = {
  tab: 'Changes',
  heading: 'Recent changes',
  hint: 'Who changed which settings: the last 500 changes, kept for 90 days. Of passwords, PINs, phone numbers and names only that they were changed.',
  empty: 'Nothing has been changed yet.',
  earlier: 'Show earlier changes',
  hidden: 'changed',
  added: (name: string) => `${name}, added`,
  removed: (name: string) => `${name}, deleted`,
  ended: 'ended',
  line: 'The whole line',
  undoOf: (what: string, time: string) => `Undo: ${what}, ${time}`,
  none: 'none',
  yes: 'yes',
  no: 'no',
  meanwhileTitle: 'Changed meanwhile',
  meanwhileText:
    'While you were typing, somebody else has set the same. Nothing of yours is saved or lost yet.',
  theirs: 'Now',
  mine: 'Yours',
  takeTheirs: 'Leave theirs',
  keepMine: 'Save mine',
};
