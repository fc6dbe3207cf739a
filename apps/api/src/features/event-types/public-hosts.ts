import type { Kysely } from 'kysely';
import type { Schema } from '../../db/schema.ts';
import { publicHosts } from './rules.ts';
import type { EventTypeKey } from './store.ts';
import { listHostsOffered } from './store-hosts.ts';

/** Whom a visitor meets, or can choose to meet. */
export interface PublicHost {
  readonly memberId: string;
  readonly name: string;
  /** Takes part in every meeting. */
  readonly isRequired: boolean;
}

/** Those of its hosts whom anyone may know, who are needed first (docs/hosts.md, Let visitors choose). */
export async function readPublicHosts(db: Kysely<Schema>, eventType: EventTypeKey): Promise<PublicHost[]> {
  const hosts = await listHostsOffered(db, eventType);
  return publicHosts(hosts).map(({ member_id: memberId, name, isRequired }) => ({
    memberId,
    name,
    isRequired,
  }));
}
