import { type Static, Type } from 'typebox';

/** A row of an organization, as jobs name it. */
export const rowKeyData = Type.Object({ organization_id: Type.String(), id: Type.String() });

export type RowKey = Static<typeof rowKeyData>;
