/**
 * Makes src/bounds.generated.ts from packages/contract: what the tools tell and check of the bounds of the API. Run by
 * hand after a change of the contract: node packages/mcp-server/tools/make-bounds.ts. A test compares.
 */
import { writeFileSync } from 'node:fs';
import { components, maxAvailabilityDays, operations, waitlistStatuses } from '@astrocal/contract';

interface Schema {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxItems?: number;
  readonly maxLength?: number;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
}

const field = (schema: unknown, name: string): Schema => {
  const found = (schema as Schema).properties?.[name];
  if (!found) throw new Error(`The contract has no ${name} there.`);
  return found;
};

const component = (name: string) => components().get(name);

/** The text of the generated module. */
export function makeBounds(): string {
  const { minimum, maximum } = field(component('BookingCreate'), 'duration');
  const { query } = operations.listBookings;
  const bounds = {
    durationMinutes: { least: minimum, most: maximum },
    attendees: field(component('BookingCreate'), 'attendees').maxItems,
    notes: field(component('BookingCreate'), 'notes').maxLength,
    reason: field(component('BookingReschedule'), 'reason').maxLength,
    email: field(component('BookingCreate'), 'invitee_email').maxLength,
    page: field(query, 'limit').maximum,
    availabilityDays: maxAvailabilityDays,
    bookingStatuses: field(query, 'status').enum,
    waitlistStatuses,
  };
  return `// Made by tools/make-bounds.ts from packages/contract. Do not edit.

/** Bounds of the API: counts, characters and what a field may say. */
export const bounds = ${JSON.stringify(bounds, null, 2)} as const;
`;
}

if (import.meta.main) writeFileSync(new URL('../src/bounds.generated.ts', import.meta.url), makeBounds());
