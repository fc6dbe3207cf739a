import type { Deps } from '../../deps.ts';
import { isId } from '../../lib/ids.ts';
import { isOver } from './rules.ts';
import { findAnywhere } from './store.ts';

/** What anybody may know of an embedded session by its id: what it shows, whose it is, and whose pages may frame it. */
export interface EmbedFrame {
  readonly organizationId: string;
  readonly kind: 'booker' | 'booking' | 'host';
  readonly allowedOrigins: readonly string[];
}

/** The frame of a session that is not over; null for an unknown id. */
export async function findFrame(
  { directory, database, clock }: Pick<Deps, 'directory' | 'database' | 'clock'>,
  id: string,
): Promise<EmbedFrame | null> {
  const row = isId('embed_session', id) ? await findAnywhere(directory, database.db, id) : undefined;
  if (!row || isOver(row, clock.now())) return null;
  return { organizationId: row.organization_id, kind: row.reach.kind, allowedOrigins: row.allowed_origins };
}
