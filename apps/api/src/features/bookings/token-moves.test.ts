import { expect, test } from 'vitest';
import { countTokenMove, type TokenMoves } from './token-moves.ts';

const eight = Date.parse('2026-06-01T08:00:00Z');
const minute = 60_000;
const none: TokenMoves = { token_moves: 0, token_moves_hour: null, token_moves_in_hour: 0 };

function moved(times: number, now: number, from = none): TokenMoves {
  let moves = from;
  for (let i = 0; i < times; i++) moves = countTokenMove(moves, now);
  return moves;
}

test('ten moves an hour, and ten more with the next', () => {
  const moves = moved(10, eight + 59 * minute);
  expect(moves).toEqual({ token_moves: 10, token_moves_hour: new Date(eight), token_moves_in_hour: 10 });
  expect(() => countTokenMove(moves, eight + 59.5 * minute)).toThrow(
    expect.objectContaining({
      code: 'rate_limit_exceeded',
      exceeded: {
        limit: 10,
        window: '1h',
        reset_at: '2026-06-01T09:00:00Z',
        retry_after: 30,
        tier: 'public',
      },
    }),
  );
  expect(moved(10, eight + 60 * minute, moves).token_moves).toBe(20);
});

test('thirty moves in all, and no waiting helps', () => {
  const moves = moved(10, eight + 120 * minute, moved(10, eight + 60 * minute, moved(10, eight)));
  expect(() => countTokenMove(moves, eight + 24 * 60 * minute)).toThrow(
    expect.objectContaining({ code: 'conflict' }),
  );
});
