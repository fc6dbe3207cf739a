import type { Config } from '../config.ts';
import { damagedFiles, fullDisk } from '../db/embedded-directory.ts';
import { isUnavailable, sqlState, sqlstate } from '../db/sqlstate.ts';
import { databaseDirectory } from './data-directory.ts';

const wrongUser = /^28/;
const noSuchDatabase = '3D000';
/** Files that are missing, cannot be read, or hold what nobody wrote. */
const damaged = /^(58|XX00[12])/;
/** What WebAssembly says when it gives up, which helps nobody. */
const unsaid = /^Aborted\(/;

/**
 * What went wrong at start, and what to do about it, for whoever typed the command. Addresses are told without
 * their user and password.
 */
export function faultSentence(thrown: unknown, config: Config | undefined): string {
  // A name with several addresses (localhost) fails with all of their errors at once and no message of its own.
  const error = (thrown instanceof AggregateError ? thrown.errors[0] : thrown) as NodeJS.ErrnoException;
  const known = config && (listenSentence(error, config) ?? databaseSentence(error, config));
  const { cause: reason } = error;
  const cause = reason instanceof Error && !unsaid.test(reason.message) ? `\nBecause: ${reason.message}` : '';
  return `${known ?? fileSentence(error) ?? error.message}${cause}`;
}

function listenSentence(error: NodeJS.ErrnoException, { host, port }: Config): string | undefined {
  const { code, syscall } = error;
  if (syscall === 'listen' && code === 'EADDRINUSE')
    return `Port ${port} on ${host} is in use by another program. Stop that one, or set PORT to a free port.`;
  if (syscall === 'listen' && code === 'EACCES')
    return `This user may not open port ${port}. Set PORT to one above 1023.`;
  if (syscall === 'listen' || (error as { hostname?: string }).hostname === host)
    return `This machine has no address ${host}. Set HOST to 127.0.0.1, or to 0.0.0.0 to be reached from outside.`;
  return undefined;
}

function databaseSentence(error: Error, { databaseUrl, dataDir }: Config): string | undefined {
  if (databaseUrl === null) return embeddedSentence(error, databaseDirectory(dataDir));
  const place = `PostgreSQL at ${placeOf(databaseUrl)}`;
  const state = sqlState(error) ?? '';
  if (wrongUser.test(state)) return `${place} refuses the user of DATABASE_URL: ${error.message}.`;
  if (state === noSuchDatabase)
    return `${place} has no such database: make it with createdb, or correct DATABASE_URL.`;
  if (state === sqlstate.diskFull)
    return `The disk of ${place} is full: ${error.message}. Make some room, and start again.`;
  if (isUnavailable(error)) return `${place}, where DATABASE_URL points, does not answer: ${error.message}.`;
  return undefined;
}

function embeddedSentence(error: NodeJS.ErrnoException, directory: string): string | undefined {
  const state = sqlState(error) ?? '';
  if (state === sqlstate.diskFull || error.code === 'ENOSPC') return fullDisk(directory);
  return damaged.test(state) ? `${damagedFiles(directory)}\nBecause: ${error.message}` : undefined;
}

/** Host, port and database, or the folder of a unix socket and the database. */
function placeOf(databaseUrl: string): string {
  const { host, hostname, pathname, searchParams } = new URL(databaseUrl.replace('@/', '@socket/'));
  const where = searchParams.get('host') ?? (hostname === 'socket' || hostname === '' ? 'its socket' : host);
  return `${where}${pathname}`;
}

/** Faults of the data directory, which are all that is left of the file system. */
function fileSentence({ code, path, syscall, message }: NodeJS.ErrnoException): string | undefined {
  if (code === undefined || path === undefined || syscall === undefined) return undefined;
  return `The data directory cannot be used: ${message}. Set ASTROCAL_DATA_DIR to a directory that this user may write.`;
}
