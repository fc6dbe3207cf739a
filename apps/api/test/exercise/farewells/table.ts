import type { Generated } from 'kysely';

export interface FarewellTable {
  organization_id: string;
  id: string;
  is_test: boolean;
  booking_id: string;
  said_at: Date | null;
  note: string | null;
  created_at: Date;
  status: 'pending' | 'said' | 'failed' | 'unwanted';
  attempts: Generated<number>;
  next_attempt_at: Date | null;
  claimed_until: Generated<Date | null>;
  faults: Generated<number>;
  fault: Generated<string | null>;
  given_up_at: Generated<Date | null>;
}

declare module '../../../src/db/schema.ts' {
  /** A table of the product is named in db/schema.ts itself. */
  interface Schema {
    farewells: FarewellTable;
  }
}
