import { ApiError } from '../../lib/api-error.ts';
import { tooManyRequests } from '../../lib/standing.ts';

/** How often the bearer of a token may move one booking: every move is told to everybody who comes. */
const movesPerHour = 10;
const movesInAll = 30;
const hourMs = 60 * 60_000;

/** How often a booking was moved by its token: in all, and in the hour of UTC that began at an instant. */
export interface TokenMoves {
  readonly token_moves: number;
  readonly token_moves_hour: Date | null;
  readonly token_moves_in_hour: number;
}

/** The counts with one more move. Throws `rate_limit_exceeded`, and `conflict` where no waiting helps. */
export function countTokenMove(moves: TokenMoves, now: number): TokenMoves {
  if (moves.token_moves >= movesInAll)
    throw new ApiError(
      'conflict',
      `This booking was moved ${movesInAll} times. Please ask the host to move it.`,
    );
  const hour = now - (now % hourMs);
  const inHour = moves.token_moves_hour?.getTime() === hour ? moves.token_moves_in_hour : 0;
  const standing = { limit: movesPerHour, resetAt: hour + hourMs, window: '1h', tier: 'public' } as const;
  if (inHour >= movesPerHour) throw tooManyRequests(standing, now);
  return {
    token_moves: moves.token_moves + 1,
    token_moves_hour: new Date(hour),
    token_moves_in_hour: inHour + 1,
  };
}
