import { faultSentence } from './bootstrap/fault-sentence.ts';
import { type Running, start, stop } from './bootstrap/start.ts';
import { type Config, readConfig } from './config.ts';
import { createLogger, type Logger } from './lib/logger.ts';

const parentWatchMs = 200;
/** Read before anything else: it may be lost while the server starts. */
const firstParent = process.ppid;

// Before anything is written: what this process makes is its owner's alone.
process.umask(0o077);

let config: Config | undefined;
try {
  config = readConfig();
  const logger = createLogger(config.logLevel);
  logUncaught(logger);
  const started = Promise.withResolvers<Running>();
  stopOnSignal(started.promise, logger, config);
  started.resolve(await start(config, logger));
} catch (error) {
  fail(error, config);
}

/** A fault at start is told in a sentence; its stack is for those who ask for it. */
function fail(error: unknown, config: Config | undefined): never {
  console.error(`\nAstrocal did not start. ${faultSentence(error, config)}`);
  if (config && ['debug', 'trace'].includes(config.logLevel)) console.error((error as Error).stack);
  process.exit(1);
}

/** Node prints an uncaught error with all that hangs on it, such as the values of a statement. The log does not. */
function logUncaught(logger: Logger): void {
  process.on('uncaughtException', (error) => {
    logger.fatal({ err: error }, 'Ended by an error that nothing caught.');
    process.exit(1);
  });
}

/**
 * The first signal lets everything finish that is in flight, the start too: it answers before it is over. A second
 * signal does not wait.
 */
function stopOnSignal(started: Promise<Running>, logger: Logger, { startedByNpm }: Config): void {
  let stopping = false;
  const onSignal = async (signal: NodeJS.Signals | 'loss of npm') => {
    if (stopping) process.exit(1);
    stopping = true;
    logger.info({ signal }, 'Stopping: what is in flight is finished first.');
    try {
      await stop(await started);
      process.exit(0);
    } catch (error) {
      logger.error({ err: error }, 'Stopping failed.');
      process.exit(1);
    }
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  if (startedByNpm) onLostParent(() => !stopping && onSignal('loss of npm'));
}

/**
 * npm does not pass a signal on: it ends the shell between itself and this process, which would go on alone, with the
 * port and the data directory in its hands.
 */
function onLostParent(lost: () => void): void {
  const watch = setInterval(() => {
    if (process.ppid === firstParent) return;
    clearInterval(watch);
    lost();
  }, parentWatchMs).unref();
}
