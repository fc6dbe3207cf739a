/** The rows of every table, by table name: what Kysely types each query with. */
// biome-ignore lint/suspicious/noEmptyInterface: the tables arrive with the first migration
export interface Schema {}
