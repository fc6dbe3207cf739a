import { everywhere } from '../../src/db/everywhere.ts';

/** Where a statement belongs, when the organizations are spread over several databases. */
export type Place =
  /** To the database of the organization that it names. */
  | { readonly kind: 'organization'; readonly organizationId: string }
  /** To every database: it names no organization and says so. */
  | { readonly kind: 'everywhere' }
  /** To the first database, where everything is that has no organization. */
  | { readonly kind: 'home' }
  /** To the connection itself, whichever it is: locks and settings of a transaction, savepoints. */
  | { readonly kind: 'session' }
  /** Nowhere: what is wrong with it. */
  | { readonly kind: 'fault'; readonly message: string };

const isOfSession = /^\s*(savepoint|rollback to|release|set\b)|pg_advisory_xact_lock|^\s*select set_config/i;
const organizationId = /^org_[0-9a-z]{26}$/;

/** The ids of organizations among the parameters, those in arrays too. */
const organizationsIn = (values: readonly unknown[]): Set<string> =>
  new Set(
    values.flat().filter((each): each is string => typeof each === 'string' && organizationId.test(each)),
  );

/** Makes the function that tells where a statement belongs, by the tables of organizations in the database. */
export function placeStatements(tables: readonly string[]) {
  const names = new RegExp(`(?<![.\\w'])"?(?:${tables.join('|')})"?(?![\\w.'])`);
  return (text: string, values: readonly unknown[]): Place => {
    if (isOfSession.test(text)) return { kind: 'session' };
    if (text.includes('pgboss.') || !names.test(text)) return { kind: 'home' };
    const [first, ...others] = organizationsIn(values);
    if (others.length > 0)
      return { kind: 'fault', message: `A statement meets several organizations: ${text}` };
    if (first !== undefined) return { kind: 'organization', organizationId: first };
    if (text.includes(everywhere)) return { kind: 'everywhere' };
    return { kind: 'fault', message: `A statement names no organization: ${text}` };
  };
}
