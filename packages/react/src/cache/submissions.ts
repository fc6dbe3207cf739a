/** After this time, sending the same again is no second click but a second wish. */
const secondClickMs = 1_000;

interface Submission {
  readonly idempotencyKey: string;
  /** The running request or, for a moment, the one that succeeded; null after a failure. */
  answer: Promise<unknown> | null;
  succeededAt: number | null;
}

/** What was sent to the API to change something, so that nothing is done twice. */
export interface Submissions {
  /**
   * Sends what makes something new, and answers what `send` answers. The same content again is the same submission
   * while its answer is not there, and for a moment after it succeeded: nothing more is sent. After a failure it is
   * sent again with the same idempotency key, because the first request may have been carried out although its
   * answer was lost.
   */
  submit<T>(content: unknown, send: (idempotencyKey: string) => Promise<T>): Promise<T>;
  /** Sends what changes nothing when it is repeated: only while its answer is not there, the same is not sent again. */
  share<T>(content: unknown, send: () => Promise<T>): Promise<T>;
  /** From now on, what succeeded before would be a new wish: what it made may be gone. */
  forget(): void;
}

/** Starts with nothing sent. `now` is the time in milliseconds. */
export function createSubmissions(now: () => number = () => Date.now()): Submissions {
  const submissions = new Map<string, Submission>();
  const dropSucceeded = (before: number) => {
    for (const [name, { succeededAt }] of submissions)
      if (succeededAt !== null && succeededAt <= before) submissions.delete(name);
  };

  const submit = <T>(content: unknown, send: (idempotencyKey: string) => Promise<T>): Promise<T> => {
    dropSucceeded(now() - secondClickMs);
    const name = JSON.stringify(content);
    const submission = submissions.get(name) ?? { idempotencyKey: newKey(), answer: null, succeededAt: null };
    if (submission.answer) return submission.answer as Promise<T>;
    submissions.set(name, submission);
    const answer = send(submission.idempotencyKey);
    submission.answer = answer;
    answer.then(
      () => {
        submission.succeededAt = now();
      },
      () => {
        submission.answer = null;
      },
    );
    return answer;
  };

  return {
    submit,

    share(content, send) {
      const answer = submit(content, send);
      const end = () => submissions.delete(JSON.stringify(content));
      answer.then(end, end);
      return answer;
    },

    forget: () => dropSucceeded(now()),
  };
}

/** 128 random bits. Not `crypto.randomUUID`, which pages without https do not have. */
const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
