import { readDatabaseClock } from '../db/database-clock.ts';
import type { Deps } from '../deps.ts';
import { type ClockJudgement, describeLead, judgeLead, leadMs } from '../lib/clock-difference.ts';

const everyMs = 60_000;

/** What is done only while the clock is right. */
export interface Work {
  begin(): Promise<void>;
  end(): Promise<void>;
}

export interface ClockWatch {
  /** Whether this process's clock was too far from the database's when they were last compared. */
  isWrong(): boolean;
  /** Begins the work, now or when the clock is right again, and ends it whenever the clock is found wrong. */
  whileRight(work: Work): Promise<void>;
  /** Compares now; what follows from it has been done when this resolves. */
  compare(): Promise<void>;
  stop(): void;
}

/**
 * Compares the clock of this process with that of the database, now and every minute. A process whose clock is wrong
 * would book the past, and find that everything is old enough to be over.
 */
export async function watchClock(deps: Pick<Deps, 'database' | 'clock' | 'logger'>): Promise<ClockWatch> {
  let last: ClockJudgement = 'agrees';
  let work: Work | undefined;
  let isWorking = false;

  /** What could not begin is ended, and begun anew after the next comparison. */
  async function begin({ begin, end }: Work): Promise<void> {
    isWorking = true;
    try {
      await begin();
    } catch (error) {
      await end();
      isWorking = false;
      throw error;
    }
  }

  async function adjust(): Promise<void> {
    const mayWork = last !== 'wrong';
    if (!work || mayWork === isWorking) return;
    if (mayWork) return begin(work);
    isWorking = false;
    await work.end();
  }

  async function compare(): Promise<void> {
    const lead = await readLead(deps);
    const before = last;
    last = judgeLead(lead);
    tell(deps, { before, now: last, lead });
    await adjust();
  }

  await compare();
  const timer = setInterval(() => {
    compare().catch((error) =>
      deps.logger.warn({ err: error }, 'The clock was not compared with that of the database.'),
    );
  }, everyMs).unref();
  return {
    isWrong: () => last === 'wrong',
    async whileRight(given) {
      work = given;
      await adjust();
    },
    compare,
    stop: () => clearInterval(timer),
  };
}

async function readLead({ database, clock }: Pick<Deps, 'database' | 'clock'>): Promise<number> {
  const askedAt = performance.now();
  const otherMs = await readDatabaseClock(database.db);
  const roundTripMs = performance.now() - askedAt;
  return leadMs({ ownMs: clock.now(), otherMs, roundTripMs });
}

function tell(
  { logger }: Pick<Deps, 'logger'>,
  { before, now, lead }: { before: ClockJudgement; now: ClockJudgement; lead: number },
): void {
  const fact = `The clock of this process is ${describeLead(lead)} that of the database`;
  const details = { lead_ms: Math.round(lead) };
  if (now === 'wrong')
    logger.error(
      details,
      `${fact}: it changes nothing, does no jobs and deletes nothing until they agree. Set the clock (NTP).`,
    );
  else if (now === 'differs') logger.warn(details, `${fact}. Have both kept by NTP.`);
  else if (before !== 'agrees') logger.info(details, 'The clock of this process agrees with the database.');
}
