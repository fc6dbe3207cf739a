const minuteMs = 60_000;

/** How long after each failed attempt the next one is made. After the last there is none. */
export const retryDelaysMs = [1, 5, 15, 60, 180, 480, 1440].map((minutes) => minutes * minuteMs);

/** What became of handing a mail over. */
export type Answer =
  | { readonly ok: true; readonly response: string }
  | { readonly ok: false; readonly permanent: boolean; readonly reason: string };

/** Where a mail stands after an attempt. */
export type Outcome =
  | { readonly status: 'sent'; readonly response: string }
  | { readonly status: 'failed'; readonly reason: string }
  | { readonly status: 'pending'; readonly reason: string; readonly nextAttemptAt: number };

interface Attempt {
  /** How many there were before. */
  readonly attempt: number;
  readonly now: number;
  /** From when on the mail is of no use. */
  readonly expiresAt: number | null;
}

/** A refusal for good, the last attempt and a mail that would come too late are not tried again. */
export function decideOutcome(answer: Answer, { attempt, now, expiresAt }: Attempt): Outcome {
  if (answer.ok) return { status: 'sent', response: answer.response };
  const { reason } = answer;
  const delay = retryDelaysMs[attempt];
  if (answer.permanent || delay === undefined) return { status: 'failed', reason };
  const nextAttemptAt = now + delay;
  if (isTooLate({ expiresAt, now: nextAttemptAt })) return { status: 'failed', reason };
  return { status: 'pending', reason, nextAttemptAt };
}

export const isTooLate = ({ expiresAt, now }: Pick<Attempt, 'expiresAt' | 'now'>): boolean =>
  expiresAt !== null && expiresAt <= now;

export interface ReminderTime {
  readonly minutes: number;
  readonly at: number;
}

/** When to remind of a start: each interval once; those that are over already are left out. */
export const findReminders = (
  intervals: readonly number[],
  { start, now }: { start: number; now: number },
): ReminderTime[] =>
  [...new Set(intervals)]
    .map((minutes) => ({ minutes, at: start - minutes * minuteMs }))
    .filter(({ at }) => at > now);

/** What a reminder says there is left: the interval, or less where it comes late. */
export const minutesLeft = (minutes: number, { start, now }: { start: number; now: number }): number =>
  Math.max(1, Math.min(minutes, Math.round((start - now) / minuteMs)));
