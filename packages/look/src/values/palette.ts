/** The neutral colours and the states of one scheme, `#rrggbb`; what a brand adds is made by `brandColors`. */
export interface Palette {
  /** Behind everything. */
  readonly page: string;
  /** Cards, fields, the ground of what is read. */
  readonly surface: string;
  /** Wells, code in a line, what the mouse is over. */
  readonly sunken: string;
  /** What floats. */
  readonly raised: string;
  /** Headings, names, values. */
  readonly ink: string;
  /** Sentences. */
  readonly text: string;
  /** Labels, hints, what stands beside. */
  readonly muted: string;
  /** Decoration: between rows, around cards. */
  readonly line: string;
  /** The border of what can be pressed or filled in. */
  readonly edge: string;
  /** States, each as writing; the soft ones are grounds for it, and `badFill` one for `onBad`. */
  readonly good: string;
  readonly goodSoft: string;
  readonly warn: string;
  readonly warnSoft: string;
  readonly bad: string;
  readonly badFill: string;
  readonly onBad: string;
  /** Code stands in a dark well in both schemes, so that an example looks the same everywhere. */
  readonly codeGround: string;
  readonly codeRaised: string;
  readonly codeInk: string;
  readonly codeDim: string;
  readonly codeWord: string;
  readonly codeString: string;
}

export type Scheme = 'light' | 'dark';

const code = {
  codeRaised: '#2b2b34',
  codeInk: '#e6e6ec',
  codeDim: '#9a9aab',
  codeWord: '#a9b8ff',
  codeString: '#9fdcb8',
};

/** Every colour of writing reaches 4.5 to 1 on each of the four grounds of its scheme. */
export const palettes: Readonly<Record<Scheme, Palette>> = {
  light: {
    page: '#f6f6f8',
    surface: '#ffffff',
    sunken: '#f0f0f3',
    raised: '#ffffff',
    ink: '#16161d',
    text: '#3d3d48',
    muted: '#62626e',
    line: '#e3e3e9',
    edge: '#8c8c96',
    good: '#0f6840',
    goodSoft: '#e3f4ea',
    warn: '#7a4a00',
    warnSoft: '#fdf0d3',
    bad: '#b3222b',
    badFill: '#c1262f',
    onBad: '#ffffff',
    codeGround: '#16161d',
    ...code,
  },
  dark: {
    page: '#0d0d11',
    surface: '#16161c',
    sunken: '#202028',
    raised: '#1d1d25',
    ink: '#f3f3f6',
    text: '#c9c9d3',
    muted: '#9c9ca9',
    line: '#2b2b35',
    edge: '#757582',
    good: '#7dd8a6',
    goodSoft: '#12301f',
    warn: '#efc174',
    warnSoft: '#33270f',
    bad: '#ff9a94',
    badFill: '#c93b42',
    onBad: '#ffffff',
    codeGround: '#0f0f14',
    ...code,
  },
};

/** Astrocal's own colour, where nobody brings one. */
export const defaultBrand = '#3a4fe0';
