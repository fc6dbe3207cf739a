import { type Static, Type } from 'typebox';

/** A row of an organization, as jobs name it. */
export const keyData = Type.Object({ organization_id: Type.String(), id: Type.String() });

export type Key = Static<typeof keyData>;
