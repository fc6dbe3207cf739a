/** What two clocks have to say to each other. */
export type ClockJudgement = 'agrees' | 'differs' | 'wrong';

/** A difference worth a warning: more than machines whose clocks are kept (NTP) ever have. */
const differsFromMs = 5_000;
/** From here on instants are no longer what people mean by them: the past is booked, and what is young looks old. */
const wrongFromMs = 60_000;

export interface Comparison {
  /** This process's clock, read when the answer was there. */
  readonly ownMs: number;
  /** The other clock, read at some time during the round trip. */
  readonly otherMs: number;
  readonly roundTripMs: number;
}

/** How far our clock is ahead (behind: negative) at the least, in milliseconds: 0 where the round trip explains it. */
export function leadMs({ ownMs, otherMs, roundTripMs }: Comparison): number {
  const lead = ownMs - otherMs;
  return lead > 0 ? Math.max(0, lead - roundTripMs) : lead;
}

/** What a lead of so many milliseconds, either way, says of our clock. */
export function judgeLead(lead: number): ClockJudgement {
  if (Math.abs(lead) > wrongFromMs) return 'wrong';
  return Math.abs(lead) > differsFromMs ? 'differs' : 'agrees';
}

/** `40 days ahead of`, `7 seconds behind`: in the largest unit of which there are two. */
export function describeLead(lead: number): string {
  const seconds = Math.round(Math.abs(lead) / 1_000);
  const units = [
    [86_400, 'days'],
    [3_600, 'hours'],
    [60, 'minutes'],
  ] as const;
  const [size, unit] = units.find(([each]) => seconds >= 2 * each) ?? [1, 'seconds'];
  return `${Math.round(seconds / size)} ${unit} ${lead > 0 ? 'ahead of' : 'behind'}`;
}
