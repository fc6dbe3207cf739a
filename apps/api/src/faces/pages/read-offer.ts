import type { Deps } from '../../deps.ts';
import {
  findLiveOffer,
  findOffer,
  locateEventType,
  type Offer,
  type PublicHost,
  readPublicHosts,
} from '../../features/event-types/index.ts';
import { notFound, nothingHere } from '../../lib/api-error.ts';
import { isId } from '../../lib/ids.ts';
import { anyone } from '../../lib/principal.ts';
import { chosenHost, isOffered, isSlug } from './rules.ts';

/**
 * What an address offers to book: a live event type by its slug, one of either mode by its id. Test ones have no other
 * name here, so that nobody comes upon them by guessing (docs/booking-pages.md). The organization may be named by a slug
 * that it had: the offer tells which it has now. Throws `not_found`, also for inactive ones.
 */
export async function readOffer(
  deps: Pick<Deps, 'database' | 'directory'>,
  { organizationSlug, name }: { organizationSlug: string; name: string },
): Promise<Offer> {
  if (isId('event_type', name)) {
    const offer = await readOfferById(deps, name);
    if (offer.organizationSlug === organizationSlug) return offer;
    if (!isSlug(organizationSlug)) throw notFound('event_type');
    const named = await deps.directory.find(deps.database.db, 'organization_slug', organizationSlug);
    if (named !== offer.organizationId) throw notFound('event_type');
    return offer;
  }
  if (!isSlug(organizationSlug) || !isSlug(name)) throw nothingHere();
  const { db } = deps.database;
  const organizationId = await deps.directory.find(db, 'organization_slug', organizationSlug);
  const offer =
    organizationId === undefined ? undefined : await findLiveOffer(db, { organizationId, slug: name });
  if (!offer || !isOffered(offer)) throw nothingHere();
  return offer;
}

/** An event type with the people that a visitor meets. */
export interface HostedOffer {
  readonly offer: Offer;
  /** Whom anyone may know. */
  readonly hosts: readonly PublicHost[];
  /** Whom the visitor chose of those who are to be chosen; undefined: anyone. */
  readonly chosen: PublicHost | undefined;
}

/** Reads who holds its meetings; `asked` is the member whom the visitor wants. */
export async function withHosts(
  { database }: Pick<Deps, 'database'>,
  offer: Offer,
  asked: string | undefined,
): Promise<HostedOffer> {
  const key = { organization_id: offer.organizationId, id: offer.id };
  const hosts = await readPublicHosts(database.db, key);
  return { offer, hosts, chosen: chosenHost(hosts, asked) };
}

/** The same by id alone. Throws `not_found`. */
export async function readOfferById(deps: Pick<Deps, 'database' | 'directory'>, id: string): Promise<Offer> {
  const { db } = deps.database;
  const key = await locateEventType(deps, db, { principal: anyone, id });
  const offer = key && (await findOffer(db, key));
  if (!offer || !isOffered(offer)) throw notFound('event_type');
  return offer;
}
