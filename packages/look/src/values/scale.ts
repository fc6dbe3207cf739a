const system =
  'ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial';

/** Type, space, corners and motion, which are the same in both schemes: values of CSS. */
export const scale = {
  fontText: `Geist, ${system}, sans-serif`,
  fontCode: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace',
  sizeSmall: '0.8125rem',
  sizeDense: '0.875rem',
  sizeText: '0.9375rem',
  sizeLead: '1.0625rem',
  sizeTitle: '1.25rem',
  sizeHeading: '1.875rem',
  sizeDisplay: '2.5rem',
  weightStrong: '550',
  weightTitle: '620',
  space1: '0.25rem',
  space2: '0.5rem',
  space3: '0.75rem',
  space4: '1rem',
  space5: '1.5rem',
  space6: '2rem',
  space7: '3rem',
  space8: '4.5rem',
  // The smaller the thing, the smaller its corner.
  roundSmall: '6px',
  roundField: '9px',
  roundCard: '14px',
  /** The height of what a finger presses, and of what a mouse does. */
  pressTall: '2.75rem',
  pressDense: '2.125rem',
  quick: '120ms',
} as const;

/** The font of a mail: no client fetches one. */
export const mailFont = "ui-sans-serif,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
