import { formatDate, parseDate, type Zone } from '@astrocal/scheduling';
import type { EventType, Slot } from '@astrocal/sdk';
import { adviseWaitlist } from './advise-taken.ts';
import { explainError } from './explain-error.ts';
import type { hostWish } from './fields.ts';
import { findFittingSlots, type TimeWish } from './find-fitting-slots.ts';
import { sayStarts } from './present.ts';
import { ToolProblem } from './problem.ts';
import { quoted } from './safe-text.ts';
import { sayCap } from './say-cap.ts';
import type { Context } from './tool.ts';

const shownNear = 5;
const shownLater = 3;
/** So many days after the window are looked at. */
const laterDays = 31;
/** The API knows years of four digits. */
const lastDate = parseDate('9999-12-31') as number;

type HostWish = ReturnType<typeof hostWish>;

interface Search {
  readonly type: EventType;
  readonly wanted: TimeWish & {
    readonly end: string;
    readonly duration: number | undefined;
    readonly host: HostWish;
  };
  /** Free at other times of day, the nearest first. */
  readonly others: readonly Slot[];
  /** At a reached booking cap: when it opens again, null for never, undefined where the server does not say. */
  readonly cap: { readonly resetsAt: string | null | undefined } | null;
}

/** Nothing in the window fits: what is near it, in the day and afterwards, and whether one can wait. */
export async function explainNothingFits(context: Context, search: Search): Promise<ToolProblem> {
  const { type, wanted, cap } = search;
  const { zone } = wanted;
  if (cap)
    return new ToolProblem(
      `Nothing of ${quoted(type.title)} was booked. ${sayCap(cap.resetsAt, zone)} ${adviseWaitlist(type)}`.trim(),
      {
        code: 'booking_cap_reached',
        ...(cap.resetsAt !== undefined && { resets_at: cap.resetsAt }),
      },
    );
  const near = search.others.slice(0, shownNear).sort((a, b) => (a.start_time < b.start_time ? -1 : 1));
  const later = await findLater(context, search);
  const found = [...near, ...later];
  const sentences = [
    `Nothing was booked: no time of ${quoted(type.title)} that fits is free between these dates.`,
    near.length > 0 && `Free between them at other times of day:\n${sayStarts(near, zone)}`,
    later.length > 0 && `Fitting, but later:\n${sayStarts(later, zone)}`,
    found.length > 0
      ? 'Ask the person which one suits, then call create_booking with that start_time.'
      : `Nothing that fits is free in the ${laterDays} days after them either. Ask the person for other dates or times of day.`,
    adviseWaitlist(type),
  ];
  return new ToolProblem(sentences.filter(Boolean).join('\n'), {
    code: 'slot_unavailable',
    alternatives: found.map(({ start_time, end_time }) => ({ start_time, end_time })),
  });
}

async function findLater({ astrocal }: Context, { type, wanted }: Search): Promise<readonly Slot[]> {
  const end = parseDate(wanted.end) as number;
  const last = Math.min(end + laterDays, lastDate);
  if (last === end) return [];
  const { slots } = await astrocal.availability.list({
    event_type_id: type.id,
    start: formatDate(end + 1),
    end: formatDate(last),
    timezone: wanted.zone.name,
    duration: wanted.duration,
    ...wanted.host,
  });
  return findFittingSlots(slots, wanted).fitting.slice(0, shownLater);
}

interface AllTaken {
  readonly type: EventType;
  readonly zone: Zone;
  /** What the API said of the last one. */
  readonly refusal: unknown;
  /** Whether there are times that were not tried. */
  readonly more: boolean;
}

/** Times fitted, and others were faster each time. */
export function explainAllTaken(
  { keyAdvice }: Context,
  { type, zone, refusal, more }: AllTaken,
): ToolProblem {
  if (more)
    return new ToolProblem(
      'Nothing was booked: each time that was tried was taken by others meanwhile. Call again with the same arguments for the next ones.',
      { code: 'slot_unavailable' },
    );
  return explainError(refusal, {
    zone,
    keyAdvice,
    waitlist: adviseWaitlist(type),
    whenTaken:
      'Nothing was booked. Ask the person which one suits, then call create_booking with that start_time.',
  });
}
