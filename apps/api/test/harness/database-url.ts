/** The same server, another database. Not by `URL`, which refuses the empty host of a unix socket. */
export function onDatabase(url: string, database: string): string {
  return url.replace(/^(\w+:\/\/[^/]*)\/[^?]*/, `$1/${database}`);
}
