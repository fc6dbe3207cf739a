export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly body?: unknown;
  /** Absent where the call is public. */
  readonly key?: string;
}

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: what an answer holds is checked field by field
  readonly body: any;
}

/** The call as a person would paste it into a shell. */
export function asCurl(url: string, { method, path, body, key }: Call): string {
  const lines = [
    `curl ${method === 'GET' ? '' : `-X ${method} `}"${url}${path}"`,
    ...(key === undefined ? [] : [`-H "Authorization: Bearer ${key}"`]),
    ...(body === undefined
      ? []
      : [
          '-H "Content-Type: application/json"',
          `-d '${JSON.stringify(body, null, 2).replaceAll("'", "'\\''")}'`,
        ]),
  ];
  return lines.join(' \\\n  ');
}

/** Makes the call. */
export async function make(url: string, { method, path, body, key }: Call): Promise<Answer> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      ...(key !== undefined && { authorization: `Bearer ${key}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
}
