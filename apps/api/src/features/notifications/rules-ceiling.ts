/*
 * So many mails an hour reach one address, and later ones wait. Each has its turn: the instant from which on it may be
 * handed over, kept with it. Of any hour no more turns are taken than the ceiling allows.
 */

/** Within which time the mails to one address are counted, in milliseconds. */
export const ceilingSpanMs = 3_600_000;

/**
 * Whether a mail has to wait for its turn. A link by which somebody signs in is over within the hour, and there are three of
 * them an hour for each account: a mailbox that is full of bookings keeps nobody out.
 */
export const hasTurn = ({ kind, created_at, expires_at }: MailTimes): boolean =>
  kind !== 'account_link' ||
  expires_at === null ||
  expires_at.getTime() - created_at.getTime() > ceilingSpanMs;

interface MailTimes {
  readonly kind: string;
  readonly created_at: Date;
  readonly expires_at: Date | null;
}

/**
 * When a mail may be handed over, epoch milliseconds: now, or an hour after the turn that is as many turns back as an
 * hour allows. `turns` are those of all other mails to the address, taken and to come, newest first: of each of the two
 * as many as the ceiling at least, where there are as many.
 */
export function findTurn(
  turns: readonly number[],
  { now, ceiling }: { readonly now: number; readonly ceiling: number },
): number {
  const taken = turns.filter((at) => at > now - ceilingSpanMs && at <= now);
  const before = turns[ceiling - 1];
  return taken.length < ceiling || before === undefined ? now : before + ceilingSpanMs;
}

/** The turns of mails that ask at the same time, in this order; each counts for those after it. */
export function findTurns(
  asking: readonly string[],
  {
    turnsOf,
    ...rest
  }: {
    /** By address. */
    readonly turnsOf: ReadonlyMap<string, readonly number[]>;
    readonly now: number;
    readonly ceiling: number;
  },
): number[] {
  const known = new Map(turnsOf);
  return asking.map((address) => {
    const turns = known.get(address) ?? [];
    const turn = findTurn(turns, rest);
    known.set(
      address,
      [...turns, turn].toSorted((one, other) => other - one),
    );
    return turn;
  });
}

/** What is said of a mail that waits for its turn. */
export const whyPostponed = (ceiling: number | null): string =>
  `At most ${ceiling} mails an hour reach one address: this one waits.`;
