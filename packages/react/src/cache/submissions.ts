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
  /** From now on, what was submitted before would be a new wish: what it made may be gone. */
  forget(): void;
}

/** Starts with nothing sent. `now` is the time in milliseconds. */
export function createSubmissions(now: () => number = () => Date.now()): Submissions {
  const submissions = new Map<string, Submission>();
  const isOver = ({ succeededAt }: Submission) =>
    succeededAt !== null && now() - succeededAt >= secondClickMs;

  const submit = <T>(content: unknown, send: (idempotencyKey: string) => Promise<T>): Promise<T> => {
    for (const [each, submission] of submissions) if (isOver(submission)) submissions.delete(each);
    const name = canonicalJson(content);
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
      const end = () => submissions.delete(canonicalJson(content));
      answer.then(end, end);
      return answer;
    },

    forget: () => submissions.clear(),
  };
}

/** The same text for the same content, in whatever order its fields were written. */
function canonicalJson(content: unknown): string {
  return JSON.stringify(content, (_, value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

/** 128 random bits. Not `crypto.randomUUID`, which pages without https do not have. */
const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
