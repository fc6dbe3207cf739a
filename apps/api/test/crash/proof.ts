import type { Tables } from '../harness/reconcile.ts';
import { type FigureValues, reportFigure } from '../harness/report-figure.ts';
import type { SeededOrganization } from '../harness/seed.ts';
import { type Ledger, openLedger } from './ledger.ts';
import { choices, kills, seed, writers } from './settings.ts';
import { expectNothingLost, replayUnknown } from './settle.ts';
import { createSlots, type Slots } from './slots.ts';
import { createWriters, type Writers } from './writers.ts';

/** Writers, what they were told, and what became of the rest. */
export interface CrashProof {
  readonly writing: Writers;
  readonly ledger: Ledger;
  readonly slots: Slots;
  readonly choose: (bound: number) => number;
  /** Repeats what nobody knows the outcome of at the server of this url. */
  replay(url: string): Promise<void>;
  /** Asserts that the tables say what was acknowledged, and nothing else. */
  check(tables: Tables): Promise<void>;
  /** What the replays have shown so far. */
  readonly replayed: { unknown: number; doneBefore: number };
  /** Tells what was counted. */
  report(name: string, more?: FigureValues): void;
}

export function openProof(
  organizations: readonly SeededOrganization[],
  urlOf: (writer: number) => string,
): CrashProof {
  const choose = choices();
  const ledger = openLedger();
  const slots = createSlots(choose);
  const replayed = { unknown: 0, doneBefore: 0 };
  return {
    ledger,
    slots,
    choose,
    replayed,
    writing: createWriters({ organizations, slots, ledger, choose, urlOf }),
    async replay(url) {
      const { unknown, doneBefore } = await replayUnknown(ledger, url);
      replayed.unknown += unknown;
      replayed.doneBefore += doneBefore;
    },
    check: (tables) => expectNothingLost(ledger, tables),
    report(name, more) {
      reportFigure(name, {
        seed: String(seed),
        kills,
        writers,
        acknowledged: ledger.acknowledged,
        'answered 503': ledger.unavailable,
        'unknown and replayed': replayed.unknown,
        'of them done before': replayed.doneBefore,
        ...more,
        lost: 0,
      });
    },
  };
}
