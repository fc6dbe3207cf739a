import { useCallback, useRef, useState } from 'react';

/** Where a change stands. */
export interface MutationState<T> {
  /** What the last call answered. */
  readonly data: T | undefined;
  /** Why the last call failed: an `ApiError`, `ConnectionError` or `TimeoutError` of the SDK. */
  readonly error: Error | undefined;
  readonly isPending: boolean;
}

const idle = { data: undefined, error: undefined, isPending: false };

/**
 * A change, the state of the newest call of it, and `reset`, which forgets that state. The answer of an older call
 * changes the state no more. A running change is not aborted by unmounting: a booking that was sent may be made, and
 * its answer still updates the cache. The promise may be left alone: the error is in the state, and no unhandled
 * rejection is reported.
 */
export function useMutation<Args extends readonly unknown[], T>(
  send: (...args: Args) => Promise<T>,
): readonly [state: MutationState<T>, run: (...args: Args) => Promise<T>, reset: () => void] {
  const [state, setState] = useState<MutationState<T>>(idle);
  const newest = useRef(0);
  const run = useCallback(
    (...args: Args) => {
      const turn = ++newest.current;
      const settle = (settled: Partial<MutationState<T>>) => {
        if (turn === newest.current) setState({ ...idle, ...settled });
      };
      setState({ ...idle, isPending: true });
      const answer = send(...args);
      answer.then(
        (data) => settle({ data }),
        (error) => settle({ error }),
      );
      return answer;
    },
    [send],
  );
  const reset = useCallback(() => {
    newest.current++;
    setState(idle);
  }, []);
  return [state, run, reset];
}
