import { type Logger, pino } from 'pino';

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
];

/** Structured lines on standard output, with secrets redacted. */
export const createLogger = (level: string): Logger =>
  pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: [...secrets, ...secrets.map((path) => `*.${path}`)], censor: '[redacted]' },
  });
