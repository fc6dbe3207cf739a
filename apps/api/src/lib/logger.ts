import { type DestinationStream, type Logger, pino } from 'pino';

export type { Logger };

/** What must never reach a log line, whoever logs it. */
const secrets = [
  'authorization',
  'headers.authorization',
  'cancel_token',
  'cancelToken',
  'key',
  'secret',
  'token',
  'body',
  // Of database errors: the values of the statement, which may be anybody's name and address.
  'params',
  'detail',
  'where',
];

/** Structured lines on standard output unless told, with secrets redacted. */
export const createLogger = (level: string, destination: DestinationStream = pino.destination(1)): Logger =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: [...secrets, ...secrets.map((path) => `*.${path}`)], censor: '[redacted]' },
    },
    destination,
  );
