/** What a log tells of an error, and nothing else: whatever a library hangs on one may be anybody's name and address. */
const told = [
  'code',
  'severity',
  'constraint',
  'schema',
  'table',
  'column',
  'routine',
  'syscall',
  'status',
] as const;

/** Errors about a value (SQLSTATE class 22) quote it in their message. */
const aboutValue = /^22[0-9A-Z]{3}$/;
const quoted = /"[^"]*"/g;

const maxDepth = 4;

/** An error as the log shows it, with its causes; the details of a database's error are left out, values blacked out. */
export function describeError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return typeof error === 'string' ? error : `A thrown ${typeof error}`;
  const fields = error as unknown as Readonly<Record<string, unknown>>;
  const clean = (text: string) =>
    aboutValue.test(String(fields.code)) ? text.replace(quoted, '"[redacted]"') : text;
  const described: Record<string, unknown> = {
    type: error.constructor.name,
    message: clean(error.message),
    stack: clean(error.stack ?? ''),
  };
  for (const name of told)
    if (['string', 'number'].includes(typeof fields[name])) described[name] = fields[name];
  if (depth >= maxDepth) return described;
  if (error.cause !== undefined) described.cause = describeError(error.cause, depth + 1);
  if (error instanceof AggregateError)
    described.errors = error.errors.map((each) => describeError(each, depth + 1));
  return described;
}
