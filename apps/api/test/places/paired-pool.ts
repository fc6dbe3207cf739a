import pg from 'pg';
import type { Place } from './statement-place.ts';

/** What all pools over the same two databases have in common. */
export interface Pair {
  /** The connection string of the second database. */
  readonly secondUrl: string;
  placeOf(text: string, values: readonly unknown[]): Place;
  /** Which of the two an organization is in. */
  sideOf(organizationId: string): Side;
  /** Whether what is wrong is refused: where not, it is asked of both. */
  isJudged(): boolean;
  /** What was refused, also where nobody was told. */
  readonly faults: string[];
  /** Statements that were asked of both, one of each text. */
  readonly askedEverywhere: Set<string>;
}

/** The first also has everything that belongs to no organization. */
export type Side = 0 | 1;
const home: Side = 0;

type Answer = Pick<pg.QueryResult, 'command' | 'rowCount' | 'rows'>;
type Run = (text: string, values?: unknown[]) => Promise<Answer>;

const nothing = (command: string): Answer => ({ command, rowCount: null, rows: [] });

const sumOf = (answers: readonly Answer[]): Answer => ({
  command: answers[0]?.command ?? '',
  rowCount: answers.reduce((sum, { rowCount }) => sum + (rowCount ?? 0), 0),
  rows: answers.flatMap(({ rows }) => rows),
});

/**
 * A pool over two plain databases, which stands for all ways of spreading organizations: over the machines of one
 * engine, behind a router, over installations. A statement goes to the one database that has the organization of its
 * parameters. One without, and a transaction that meets two organizations, fail.
 */
export const pairedPool = (pair: Pair): typeof pg.Pool =>
  class PairedPool extends pg.Pool {
    readonly #second: pg.Pool;

    constructor(config: pg.PoolConfig) {
      super(config);
      this.#second = new pg.Pool({ ...config, connectionString: pair.secondUrl });
      this.#second.on('error', (error) => this.emit('error', error, undefined as never));
    }

    // pg calls back where it is given a function; whoever calls these here awaits.
    override connect(...args: unknown[]): never {
      if (args.length > 0) return super.connect(...(args as [])) as never;
      return Promise.resolve(this.#client()) as never;
    }

    override query(text: unknown, values?: unknown): never {
      const client = this.#client();
      // Text without values may hold several statements: the queue's own, none about organizations.
      const answer = Array.isArray(values)
        ? client.query(text as string, values)
        : super.query(text as string);
      return (answer as Promise<unknown>).finally(() => client.release()) as never;
    }

    override end(): never {
      return Promise.all([super.end(), this.#second.end()]).then(() => undefined) as never;
    }

    #client(): PairedClient {
      return new PairedClient(pair, (side) => (side === home ? super.connect() : this.#second.connect()));
    }
  } as unknown as typeof pg.Pool;

/** A connection to both databases. Each is made when it is needed, and has what the session was told before. */
class PairedClient {
  readonly #pair: Pair;
  readonly #connect: (side: Side) => Promise<pg.PoolClient>;
  readonly #open = new Map<Side, pg.PoolClient>();
  /** The statements that begin the transaction, and its locks, settings and savepoints; null outside of one. */
  #session: [text: string, values: unknown[] | undefined][] | null = null;
  #organizationId: string | null = null;
  #hasFailed = false;
  #last: Promise<unknown> = Promise.resolve();

  constructor(pair: Pair, connect: (side: Side) => Promise<pg.PoolClient>) {
    this.#pair = pair;
    this.#connect = connect;
  }

  /** Statements that are sent together wait for each other here. */
  readonly query: Run = (text, values) => {
    const answer = this.#last.then(() => this.#query(text, values));
    this.#last = answer.catch(() => undefined);
    return answer;
  };

  release(destroy?: boolean | Error): void {
    void this.#last.then(() => {
      for (const client of this.#open.values()) client.release(destroy);
      this.#open.clear();
    });
  }

  async #query(text: string, values: unknown[] | undefined): Promise<Answer> {
    if (/^\s*(begin|start transaction)/i.test(text)) return this.#begin(text);
    if (/^\s*(commit|rollback)\s*$/i.test(text)) return this.#end(/commit/i.test(text));
    try {
      return await this.#place(text, values);
    } catch (error) {
      this.#hasFailed = true;
      throw error;
    }
  }

  #begin(text: string): Answer {
    this.#session = [[text, undefined]];
    this.#organizationId = null;
    this.#hasFailed = false;
    return nothing('BEGIN');
  }

  async #end(commits: boolean): Promise<Answer> {
    const command = commits && !this.#hasFailed ? 'commit' : 'rollback';
    this.#session = null;
    for (const client of this.#open.values()) await client.query(command);
    return nothing(command.toUpperCase());
  }

  async #place(text: string, values: unknown[] | undefined): Promise<Answer> {
    const place = this.#pair.placeOf(text, values ?? []);
    if (place.kind === 'session' && this.#session) return this.#tellSession(text, values);
    if (place.kind === 'fault' && this.#pair.isJudged()) return this.#refuse(place.message);
    if (place.kind === 'everywhere') this.#pair.askedEverywhere.add(text);
    if (place.kind === 'everywhere' || place.kind === 'fault')
      return sumOf([await this.#run(0, text, values), await this.#run(1, text, values)]);
    if (place.kind !== 'organization') return this.#run(home, text, values);
    const { organizationId } = place;
    if (this.#session) {
      this.#organizationId ??= organizationId;
      if (this.#organizationId !== organizationId && this.#pair.isJudged())
        return this.#refuse(`A transaction meets a second organization: ${text}`);
    }
    return this.#run(this.#pair.sideOf(organizationId), text, values);
  }

  /** Where there is no connection yet it is told when it is made, and nobody waits for an answer until then. */
  async #tellSession(text: string, values: unknown[] | undefined): Promise<Answer> {
    const answers: Answer[] = [];
    if (/^\s*rollback to/i.test(text)) this.#hasFailed = false;
    for (const client of this.#open.values()) answers.push(await client.query(text, values));
    // Of what failed, such as a lock that was not waited for, the next connection hears nothing.
    this.#session?.push([text, values]);
    return answers[0] ?? nothing('SELECT');
  }

  async #run(side: Side, text: string, values: unknown[] | undefined): Promise<Answer> {
    const known = this.#open.get(side);
    if (known) return known.query(text, values);
    const client = await this.#connect(side);
    this.#open.set(side, client);
    for (const told of this.#session ?? []) await client.query(...told);
    return client.query(text, values);
  }

  #refuse(message: string): never {
    this.#pair.faults.push(message);
    throw new Error(message);
  }
}
