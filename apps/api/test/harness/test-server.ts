import pg from 'pg';

/** The same server, another database. Not by `URL`, which refuses the empty host of a unix socket. */
export function onDatabase(url: string, database: string): string {
  return url.replace(/^(\w+:\/\/[^/]*)\/[^?]*/, `$1/${database}`);
}

/** Runs `work` on a connection of its own to the database at `url`. */
export async function onServer<T>(url: string, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client(url);
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}
