/** What the process is told by its environment. */
export interface Environment {
  readonly apiKey: string;
  /** Undefined: where `npm start` listens. */
  readonly apiUrl: string | undefined;
  readonly defaultEventTypeId: string | undefined;
}

/** Every mistake of the environment, one sentence each. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
  readonly mistakes: readonly string[];

  constructor(mistakes: readonly string[]) {
    super(mistakes.join('\n'));
    this.mistakes = mistakes;
  }
}

const keyShape = /^ac_(live|test)_[\w-]{32,}$/;

/** Reads the variables; blank ones count as unset. Throws EnvironmentError, which never repeats a key. */
export function readEnvironment(env: Readonly<Record<string, string | undefined>>): Environment {
  const mistakes: string[] = [];
  const apiKey = env.ASTROCAL_API_KEY?.trim() ?? '';
  const apiUrl = env.ASTROCAL_API_URL?.trim() || undefined;
  if (apiKey === '')
    mistakes.push(
      'ASTROCAL_API_KEY is required: an API key of your Astrocal server, ac_live_… or ac_test_….',
    );
  else if (!keyShape.test(apiKey))
    mistakes.push(
      'ASTROCAL_API_KEY is not an API key: those begin with ac_live_ or ac_test_. Was it copied whole?',
    );
  if (apiUrl !== undefined && !isApiUrl(apiUrl))
    mistakes.push(
      `ASTROCAL_API_URL must be the http(s) address of your Astrocal server without /v1, such as https://book.example.com.`,
    );
  if (mistakes.length > 0) throw new EnvironmentError(mistakes);
  return { apiKey, apiUrl, defaultEventTypeId: env.ASTROCAL_DEFAULT_EVENT_TYPE_ID?.trim() || undefined };
}

/** An address with a password is none: it would end up in logs. */
function isApiUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, pathname } = new URL(text);
  return /^https?:$/.test(protocol) && username === '' && password === '' && !/\/v1\/?$/.test(pathname);
}
