import { type DestinationStream, type Logger, pino } from 'pino';
import { describeError } from './describe-error.ts';

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
  // The values of a statement, and what the database says about them.
  'params',
  'detail',
  'where',
];

/** Structured lines on standard output unless told, with secrets redacted and errors told without values. */
export const createLogger = (level: string, destination: DestinationStream = pino.destination(1)): Logger =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: describeError },
      redact: { paths: [...secrets, ...secrets.map((path) => `*.${path}`)], censor: '[redacted]' },
    },
    destination,
  );
