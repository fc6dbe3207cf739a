import type { UsagePeriod } from '@astrocal/contract';
import type { Standing, WindowLength } from '../../lib/standing.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const lengths = {
  '1m': minuteMs,
  '15m': 15 * minuteMs,
  '1h': 60 * minuteMs,
  '24h': dayMs,
} as const satisfies Readonly<Record<WindowLength, number>>;

/** One stretch of time with the requests that it allows, [startedAt, resetAt) in epoch milliseconds. */
export interface Span {
  readonly length: WindowLength;
  readonly limit: number;
  readonly startedAt: number;
  readonly resetAt: number;
}

/** A stretch of time of somebody. */
export interface Window extends Span {
  /** Who is limited, as the counts are stored: a key, an organization in a mode, an address and what it asks for. */
  readonly scope: string;
}

/** Stretches are fixed: minutes, quarters, hours and days of UTC, which begin for everybody at once. */
export function windowAt(length: Span['length'], limit: number, now: number): Span {
  const startedAt = now - (now % lengths[length]);
  return { length, limit, startedAt, resetAt: startedAt + lengths[length] };
}

export const windowAfter = ({ length, limit, resetAt }: Span): Span => windowAt(length, limit, resetAt);

/** What may be asked in a minute and, unless that is null, in a day. */
export interface Allowance {
  readonly perMinute: number;
  readonly perDay: number | null;
}

/** The windows of a scope that allows so many times what is given. */
export function windowsOf(
  scope: string,
  { perMinute, perDay }: Allowance,
  { times, now }: { times: number; now: number },
): Window[] {
  const minute = windowAt('1m', perMinute * times, now);
  const spans = perDay === null ? [minute] : [minute, windowAt('24h', perDay * times, now)];
  return spans.map((span) => ({ ...span, scope }));
}

/** Limits up to this many a minute are counted one by one; of higher ones each process takes shares. */
const exactUpToPerMinute = 300;
export const isShared = (perMinute: number): boolean => perMinute > exactUpToPerMinute;

/** What a process takes of a window at a time: two percent, about a second of it at full speed. */
export const shareOf = ({ limit }: Span): number => Math.ceil(limit / 50);

/** A share of which half is spent is renewed, so that the rest lasts until the new one is there. */
export const isLow = (left: number, window: Span): boolean => left * 2 <= shareOf(window);

/** How a request stands with the windows that it counts to. */
export interface Spent {
  readonly allowed: boolean;
  /** What is left of each window, in their order. */
  readonly remaining: readonly number[];
}

/** The standing to tell: that of the window with the fewest requests left, and of two the longer. */
export function standingOf(windows: readonly Span[], { allowed, remaining }: Spent, tier: string): Standing {
  const told = windows.reduce((best, _window, place) => {
    const [left = 0, least = 0] = [remaining[place], remaining[best]];
    return left <= least ? place : best;
  }, 0);
  const { limit, resetAt, length } = windows[told] as Span;
  return { allowed, limit, remaining: Math.max(0, remaining[told] ?? 0), resetAt, window: length, tier };
}

/** `YYYY-MM-DD` of the instant, in UTC. */
export const dayOf = (instant: number): string => new Date(instant).toISOString().slice(0, 10);

export const nextDay = (now: number): number => windowAt('24h', 0, now).resetAt;

/** Midnight of the first of the month that lies `months` ahead. */
export function monthStart(now: number, months = 0): number {
  const date = new Date(now);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months);
}

const daysIn: Readonly<Record<UsagePeriod, number>> = { '7d': 7, '30d': 30 };

/** Midnight of the first of the period's days; today is its last. */
export const periodStart = (period: UsagePeriod, now: number): number =>
  nextDay(now) - daysIn[period] * dayMs;
