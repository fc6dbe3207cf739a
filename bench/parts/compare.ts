import { type Figure, medianRatio, type Target } from '../figure.ts';
import { type Contender, type Sample, summary } from '../rounds.ts';

interface Pair<Name> {
  readonly subject: Name;
  readonly floor: Name;
  readonly target?: Target;
}

/** The row of two contenders of the same rounds. */
export function compare<Name extends string>(
  contenders: Record<Name, Contender>,
  samples: Record<Name, Sample[]>,
  { subject, floor, target }: Pair<Name>,
): Figure {
  const rates = (name: Name) => samples[name].map(({ perSecond }) => perSecond);
  return {
    unit: '/s',
    subject: summary(contenders[subject], samples[subject]),
    floor: summary(contenders[floor], samples[floor]),
    ratio: medianRatio(rates(subject), rates(floor)),
    ...(target && { target }),
  };
}
