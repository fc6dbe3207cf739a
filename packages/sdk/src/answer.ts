import { ApiError } from './errors.ts';
import type { ErrorAnswer } from './generated/types.generated.ts';

/** What an answer says: its JSON, or undefined where it says nothing: 202 and 204. Throws ApiError for everything else. */
export async function readAnswer(response: Response): Promise<unknown> {
  if (isRedirect(response)) throw redirectError(response);
  const text = await response.text();
  if (response.status === 204 || (response.status === 202 && text === '')) return undefined;
  const body = parseJson(text);
  if (response.ok && body !== undefined) return body;
  if (!response.ok && isErrorAnswer(body)) throw refusal(response, body.error);
  throw new ApiError({
    ...commonFields(response),
    code: 'unexpected_answer',
    message: `Not the API, but something else answered ${response.status}: ${excerpt(text)}`,
  });
}

/** A redirect is never followed: the key would go along to wherever it leads. */
const isRedirect = ({ status, type }: Response) =>
  type === 'opaqueredirect' || (status >= 300 && status < 400);

function redirectError(response: Response): ApiError {
  const target = response.headers.get('location');
  response.body?.cancel().catch(() => undefined); // nobody waits for it
  return new ApiError({
    ...commonFields(response),
    code: 'unexpected_answer',
    message: `The server redirects${target ? ` to ${target}` : ''}, which is not followed: is baseUrl right?`,
  });
}

function refusal(response: Response, error: ErrorAnswer['error']): ApiError {
  const common = commonFields(response);
  return new ApiError({
    ...common,
    code: error.code,
    message: error.message,
    details: error.details,
    requestId: error.request_id ?? common.requestId,
    docUrl: error.doc_url,
    retryAfterSeconds: common.retryAfterSeconds ?? error.retry_after,
  });
}

const commonFields = ({ status, headers }: Response) => ({
  status,
  requestId: headers.get('request-id') ?? undefined,
  retryAfterSeconds: readRetryAfter(headers.get('retry-after')),
});

/** Seconds from now: the header has them, or a date (RFC 9110 section 10.2.3). */
function readRetryAfter(text: string | null): number | undefined {
  if (text === null || text.trim() === '') return undefined;
  const seconds = Number(text);
  if (Number.isFinite(seconds)) return Math.max(0, seconds);
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - Date.now()) / 1000));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isErrorAnswer(body: unknown): body is ErrorAnswer {
  const error = (body as { error?: Partial<Record<string, unknown>> } | undefined | null)?.error;
  return typeof error?.code === 'string' && typeof error.message === 'string';
}

/** The beginning of a text in one line, enough to know a proxy's page by. */
function excerpt(text: string): string {
  const line = text
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (line === '') return 'an empty body.';
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}
