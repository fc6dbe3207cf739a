import { type Figure, medianRatio, type Target } from '../figure.ts';
import { type Contender, type Sample, type Samples, summary } from '../rounds.ts';

interface Pair {
  readonly subject: Contender;
  readonly floor: Contender;
  readonly target?: Target;
  readonly note?: string;
}

/** The row of two contenders of the same rounds. */
export function compare(samples: Samples, { subject, floor, ...said }: Pair): Figure {
  const of = (contender: Contender): readonly Sample[] => samples.get(contender) ?? [];
  const rates = (contender: Contender) => of(contender).map(({ perSecond }) => perSecond);
  return {
    unit: '/s',
    subject: summary(subject, of(subject)),
    floor: summary(floor, of(floor)),
    ratio: medianRatio(rates(subject), rates(floor)),
    ...said,
  };
}
