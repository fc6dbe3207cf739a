import type { Cpu } from './cpu.ts';

/** What a ratio must reach to be good. */
export type Target =
  | { readonly atMost: number }
  | { readonly atLeast: number }
  /** Of the value itself, in its unit. */
  | { readonly valueAtMost: number };

/** A measured value. */
export interface Measured {
  readonly name: string;
  readonly value: number;
  /** Milliseconds that half of the answers, and 99 of 100, took at most; for rates over HTTP. */
  readonly latency?: Latency;
  /** Processor time for one answer, or whatever else is counted. */
  readonly cpu?: Cpu;
}

export interface Latency {
  readonly p50: number;
  readonly p99: number;
}

export type Unit = 'ms' | 'ms/s' | '/s' | 'MB' | 'kB' | '';

/** One row of the benchmark: a value beside what it is compared with in the same run. */
export interface Figure {
  readonly unit: Unit;
  readonly subject: Measured;
  readonly floor?: Measured;
  /** The median of the rounds' ratios, subject to floor: not the ratio of the medians. */
  readonly ratio?: number;
  /** Absent where the figure is printed for comparison only. */
  readonly target?: Target;
  /** What a reader must know to read the row rightly. */
  readonly note?: string;
}

/** Whether the figure is as good as it should be; null without a target. */
export function isMet({ subject, ratio, target }: Figure): boolean | null {
  if (target === undefined) return null;
  if ('valueAtMost' in target) return subject.value <= target.valueAtMost;
  if (ratio === undefined) return null;
  return 'atMost' in target ? ratio <= target.atMost : ratio >= target.atLeast;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const low = sorted[Math.ceil(middle) - 1] ?? Number.NaN;
  const high = sorted[Math.floor(middle)] ?? Number.NaN;
  return (low + high) / 2;
}

/** The median of the ratios of values that were measured in the same rounds. */
export const medianRatio = (subject: readonly number[], floor: readonly number[]): number =>
  median(subject.map((value, round) => value / (floor[round] ?? Number.NaN)));
