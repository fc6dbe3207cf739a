import type { Json } from './installation.ts';
import type { RecordedAnswer } from './manifest.ts';

/** What is answered otherwise than by a release, on purpose. What is only added is no difference. */
interface Difference {
  /** The last release that answered as it was recorded. */
  readonly until: string;
  /** The sentence for whoever reads the list. */
  readonly because: string;
  /** The recorded answer as it is right now. */
  adapt(answer: RecordedAnswer): RecordedAnswer;
}

/** Each entry is a promise that was changed: CHANGELOG.md says so too. */
const differences: readonly Difference[] = [
  {
    until: '0.1.0',
    because:
      'An empty text means none: it is null wherever it stands. What was told of it stays as it was told.',
    adapt: (answer) =>
      /^\/v1\/((public\/)?event-types|bookings)\b/.test(answer.path)
        ? { ...answer, body: replaceFields(answer.body, emptyTexts) }
        : answer,
  },
  {
    until: '0.1.0',
    because: 'The sentence of a refusal is for people: its wording may change.',
    adapt: (answer) =>
      answer.path.startsWith('/v1/availability/explain')
        ? { ...answer, body: replaceFields(answer.body, { message: () => undefined }) }
        : answer,
  },
];

type Replace = Readonly<Record<string, (value: unknown) => unknown>>;

const emptyTexts: Replace = Object.fromEntries(
  ['description', 'location'].map((name) => [name, (value) => (value === '' ? null : value)]),
);

/** The JSON with the named fields replaced wherever they stand, and left out where there is nothing in their place. */
const replaceFields = (body: Json, replace: Replace): Json =>
  body === undefined
    ? body
    : JSON.parse(JSON.stringify(body), (name, value) => (replace[name] ? replace[name](value) : value));

const isNotAfter = (release: string, until: string) =>
  release.localeCompare(until, 'en', { numeric: true }) <= 0;

/** What is to be found of a recorded answer of the release. */
export const expectedOf = (release: string, answer: RecordedAnswer): RecordedAnswer =>
  differences
    .filter(({ until }) => isNotAfter(release, until))
    .reduce((adapted, difference) => difference.adapt(adapted), answer);
