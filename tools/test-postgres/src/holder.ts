import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { asServerUser } from './binaries.ts';

const hasEnded = 'every process of the server has ended';

/**
 * The server is the child of a shell that reads our end of a pipe, a command a line. When that closes, by `stop` or
 * because this process was killed with -9, the shell ends the server and removes the folder: nothing can be left behind.
 *
 * All processes of the server write to one pipe of their own, so its end is the end of the last of them.
 */
const untilPipeCloses = `
  dir=$1; shift
  trap "" INT TERM
  mkfifo "$dir/log"
  while read -r command pid; do
    case $command in
      start)
        { cat "$dir/log"; echo "${hasEnded}"; } >&2 &
        "$@" 2>"$dir/log" & server=$! ;;
      crash) kill -KILL $server; wait ;;
      kill) kill -KILL $pid ;;
    esac
  done
  kill -INT $server 2>/dev/null
  wait
  rm -rf "$dir"
`;

/** A server in the hands of a shell that outlives this process for as long as it takes to end it. */
export interface Holder {
  /** Resolves when the server is ready; throws with its own words when it does not come up. */
  start(): Promise<void>;
  /** Ends every process of the server as a crash would, or the one with this id. */
  kill(pid?: number): Promise<void>;
  stop(): Promise<void>;
}

/** Holds the server that `command` starts, whose data are in `folder`. */
export function holdServer(folder: string, command: readonly string[]): Holder {
  const shell = spawn('/bin/sh', ['-c', untilPipeCloses, 'sh', folder, ...command], {
    ...asServerUser,
    cwd: '/',
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  const gone = once(shell, 'exit');
  // Read to the end: a full pipe would stop the server at its next log line.
  let said = '';
  const saying = new EventEmitter();
  shell.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk;
    saying.emit('more');
  });

  const tell = (line: string) => {
    said = '';
    shell.stdin.write(`${line}\n`);
  };
  const heard = async (sentence: string): Promise<void> => {
    while (!said.includes(sentence)) {
      if (said.includes(hasEnded)) throw new Error(`PostgreSQL ended before it was ready.\n${said}`);
      await once(saying, 'more');
    }
  };
  return {
    async start() {
      tell('start');
      await heard('ready to accept connections');
    },
    async kill(pid) {
      tell(pid === undefined ? 'crash' : `kill ${pid}`);
      if (pid === undefined) await heard(hasEnded);
    },
    async stop() {
      shell.stdin.end();
      await gone;
    },
  };
}
