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
const differences: readonly Difference[] = [];

const isNotAfter = (release: string, until: string) =>
  release.localeCompare(until, 'en', { numeric: true }) <= 0;

/** What is to be found of a recorded answer of the release. */
export const expectedOf = (release: string, answer: RecordedAnswer): RecordedAnswer =>
  differences
    .filter(({ until }) => isNotAfter(release, until))
    .reduce((adapted, difference) => difference.adapt(adapted), answer);
