import { type Kysely, sql } from 'kysely';
import pg from 'pg';
import { everywhere } from '../../src/db/everywhere.ts';
import { isPlannedForItsValues } from '../../src/db/planned-for-values.ts';
import type { Schema } from '../../src/db/schema.ts';

/** A node of a plan as `explain (analyze, format json)` shows it. */
export interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly 'Recheck Cond'?: string;
  readonly Filter?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
  readonly Plans?: readonly PlanNode[];
}

/** How PostgreSQL plans a prepared statement: for its values, or once for all values, which it may after five runs. */
export const planModes = ['custom', 'generic'] as const;
export type PlanMode = (typeof planModes)[number];

/** A statement that was sent, with the plans it can get. */
export interface Explained {
  readonly text: string;
  readonly plans: Readonly<Record<PlanMode, PlanNode>>;
}

type Query = (this: pg.Client, ...args: unknown[]) => unknown;
type Prototype = { query: Query };

const isExplainable = (text: unknown): text is string =>
  typeof text === 'string' && /^\s*(with|select|insert|update|delete)\b/i.test(text);

/**
 * Runs `work` and returns the statements that this process sent meanwhile, in their order. Each is run with either
 * plan and rolled back before it is run for good, so it meets the very rows that the application meets. Statements
 * that were sent together wait for each other here.
 */
export async function explaining(work: () => Promise<unknown>): Promise<Explained[]> {
  const seen: Explained[] = [];
  const lastOf = new WeakMap<pg.Client, Promise<unknown>>();
  const prototype = pg.Client.prototype as unknown as Prototype;
  const plain = prototype.query;
  prototype.query = function (...args) {
    const { text, values } = statementOf(args);
    // A pool calls back where everything else of ours awaits: for the queue's own statements, and for attempts.
    const callsBack = args.some((each) => typeof each === 'function');
    if (callsBack && (!isExplainable(text) || text.includes('pgboss.'))) return plain.apply(this, args);
    const answer = (lastOf.get(this) ?? Promise.resolve()).then(async () => {
      const explained = isExplainable(text) ? await explain(this, plain, text, values) : undefined;
      if (explained) seen.push(explained);
      return plain.apply(this, args);
    });
    lastOf.set(
      this,
      answer.catch(() => undefined),
    );
    return answer;
  };
  try {
    await work();
  } finally {
    prototype.query = plain;
  }
  return seen;
}

/** From `(text, values)` as well as `({ text, values })`. */
function statementOf([first, second]: readonly unknown[]): { text: unknown; values: unknown[] } {
  const { text, values } =
    typeof first === 'string'
      ? { text: first, values: second }
      : (first as { text: unknown; values: unknown });
  return { text, values: Array.isArray(values) ? values : [] };
}

/** Undefined when the statement fails: its error is for the application, which sends it next. */
async function explain(
  client: pg.Client,
  plain: Query,
  text: string,
  values: readonly unknown[],
): Promise<Explained | undefined> {
  const run = async (statement: string) => (await plain.call(client, statement)) as pg.QueryResult;
  const status = client.getTransactionStatus();
  if (status === 'E') return undefined;
  const isInside = status === 'T';
  const plans = {} as Record<PlanMode, PlanNode>;
  await run(`prepare explained as ${text}`);
  const execute = `execute explained${values.length > 0 ? `(${values.map(literal).join(', ')})` : ''}`;
  try {
    for (const mode of planModes) {
      await run(isInside ? 'savepoint explained' : 'begin');
      try {
        const planned = isPlannedForItsValues(text) ? 'custom' : mode;
        await run(`set local plan_cache_mode = force_${planned}_plan`);
        const { rows } = await run(`explain (analyze, buffers, timing off, format json) ${execute}`);
        plans[mode] = rows[0]['QUERY PLAN'][0].Plan;
      } finally {
        await run(isInside ? 'rollback to explained' : 'rollback');
      }
    }
    return { text, plans };
  } catch {
    return undefined;
  } finally {
    await run('deallocate explained');
  }
}

/** A value as node-postgres sends it. */
function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (value instanceof Date) return pg.escapeLiteral(value.toISOString());
  if (value instanceof Uint8Array) return `'\\x${Buffer.from(value).toString('hex')}'`;
  if (Array.isArray(value)) return pg.escapeLiteral(`{${value.join(',')}}`);
  return pg.escapeLiteral(typeof value === 'object' ? JSON.stringify(value) : String(value));
}

/** The scans of a statement's plan that are bound to no organization by a value, in sentences. */
export function unboundScans({ text, plans }: Explained, tables: readonly string[]): string[] {
  if (text.includes(everywhere)) return [];
  return nodesOf(plans.custom)
    .filter((node) => node['Node Type'].includes('Scan') && tables.includes(node['Relation Name'] ?? ''))
    .filter((node) => !isBound(node))
    .map((node) => `${node['Relation Name']} is read by no organization's value: ${text}`);
}

/** In the plan for its values a parameter is a value, and what is compared with another column is a name. */
function isBound(node: PlanNode): boolean {
  const column = node['Relation Name'] === 'organizations' ? 'id' : 'organization_id';
  const bound = new RegExp(`[(. ]${column} = (?:'[^']*'::text|ANY \\('[^']*'::text\\[\\]\\))`);
  const conditions = [node['Index Cond'], node['Recheck Cond'], node.Filter];
  return conditions.some((each) => each !== undefined && bound.test(each));
}

/** The tables that have rows of organizations; what is in them is found within one. */
export async function tablesOfOrganizations(db: Kysely<Schema>): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'organization_id'
      and table_name <> 'organization_directory'`.execute(db);
  return ['organizations', ...rows.map(({ name }) => name)];
}

/** The node and everything below it. */
export const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

/** What running a plan took, in figures that no clock is asked for. */
export interface Cost {
  /** Pages of tables and indexes. */
  readonly pages: number;
  /** Rows of tables and entries of indexes, shown or not. */
  readonly rows: number;
}

export const costOf = (plan: PlanNode): Cost => ({
  pages: plan['Shared Hit Blocks'] + plan['Shared Read Blocks'],
  rows: nodesOf(plan)
    .filter((node) => node['Node Type'].includes('Scan'))
    .reduce((sum, node) => sum + examinedBy(node), 0),
});

const examinedBy = (node: PlanNode): number =>
  node['Actual Loops'] *
  (node['Actual Rows'] +
    (node['Rows Removed by Filter'] ?? 0) +
    (node['Rows Removed by Index Recheck'] ?? 0));

export const sumOf = (costs: readonly Cost[]): Cost =>
  costs.reduce((sum, { pages, rows }) => ({ pages: sum.pages + pages, rows: sum.rows + rows }), {
    pages: 0,
    rows: 0,
  });
