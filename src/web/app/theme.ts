import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const still: MantineColorsTuple = [
  '#edf7f5',
  '#d9ebe8',
  '#b0d6d0',
  '#83bfb7',
  '#5eaca2',
  '#469f95',
  '#2f8a80',
  '#1f766d',
  '#17675f',
  '#0c534c',
];
/** A little green in the greys, so that light and dark are one house. */
const gray: MantineColorsTuple = [
  '#f5f8f7',
  '#ecf0ef',
  '#e0e6e4',
  '#ccd5d2',
  '#b2bebb',
  '#8e9c98',
  '#64726e',
  '#4d5a56',
  '#36413e',
  '#1f2826',
];
const dark: MantineColorsTuple = [
  '#d5dedb',
  '#b8c4c0',
  '#96a4a0',
  '#68756f',
  '#3d4a46',
  '#313d39',
  '#222c29',
  '#1a2320',
  '#131a18',
  '#0d1311',
];

/** Filled red carries white text in both schemes. */
const red: MantineColorsTuple = [
  '#fdeeed',
  '#fadbd8',
  '#f4b3ae',
  '#ec8982',
  '#e4665d',
  '#dc4d43',
  '#d33c33',
  '#c9332b',
  '#b3261e',
  '#8f1a14',
];

export const theme = createTheme({
  primaryColor: 'still',
  primaryShade: { light: 8, dark: 7 },
  colors: { still, gray, dark, red },
  black: '#1b2523',
  fontFamily:
    "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', 'DejaVu Sans', sans-serif",
  headings: { fontWeight: '600' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  components: {
    Button: { defaultProps: { fw: 600 } },
    // Hints stand below: so the fields of a row stand on one line, however long the hints are.
    InputWrapper: { defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] } },
    Modal: {
      defaultProps: {
        centered: true,
        overlayProps: { backgroundOpacity: 0.45 },
        radius: 'lg',
        // A dialog's <header> would count as a second banner of the page.
        attributes: { header: { role: 'none' } },
      },
    },
  },
});

/** Contrast of at least 4.5:1 for every text colour, in light and dark; Mantine's own greys are paler. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#f4f7f6',
    '--mantine-color-text': '#1b2523',
    '--mantine-color-dimmed': '#56635f',
    '--mantine-color-placeholder': '#65726e',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-anchor': '#17675f',
    '--sh-card': '#ffffff',
    '--sh-line': '#dfe6e4',
    '--sh-line-strong': '#84928e',
    '--sh-sunken': '#f0f4f3',
    '--sh-calm': '#17675f',
    '--sh-calm-bg': '#e4f2ef',
    '--sh-attention': '#8a4b00',
    '--sh-attention-bg': '#fdf0d9',
    '--sh-attention-line': '#e0982f',
    '--sh-urgent': '#a81e17',
    '--sh-urgent-bg': '#fdeae8',
    '--sh-urgent-line': '#d9483f',
    '--sh-info': '#1d5793',
    '--sh-info-bg': '#e7f0fa',
  },
  dark: {
    '--mantine-color-body': '#101614',
    '--mantine-color-text': '#dbe4e1',
    '--mantine-color-dimmed': '#9dabA6',
    '--mantine-color-placeholder': '#8c9a95',
    '--mantine-color-error': '#ff9a92',
    '--mantine-color-anchor': '#7ccabf',
    '--sh-card': '#19211f',
    '--sh-line': '#2b3633',
    '--sh-line-strong': '#71807b',
    '--sh-sunken': '#141b19',
    '--sh-calm': '#7ccabf',
    '--sh-calm-bg': '#17332f',
    '--sh-attention': '#f3bd6b',
    '--sh-attention-bg': '#37290f',
    '--sh-attention-line': '#c98a2a',
    '--sh-urgent': '#ff9a92',
    '--sh-urgent-bg': '#3d1a18',
    '--sh-urgent-line': '#d9574e',
    '--sh-info': '#94c1f0',
    '--sh-info-bg': '#172a3d',
  },
});
