import { findTogether } from '../../attempts/find-together.ts';
import type { Deps } from '../../deps.ts';
import { findBookings, phaseOf } from '../bookings/index.ts';
import { findEntry } from '../waitlist/index.ts';
import { type SubjectState, whySuperseded } from './rules.ts';
import { findSwitchedOff, type MailRow } from './store.ts';

const findBooking = findTogether(({ database }: Deps, { organizationId }, ids) =>
  findBookings(database.db, organizationId, ids),
);

/** Why a mail that was written is not to be sent any more, by how things stand now; null when it still is. */
export async function judgeMail(deps: Deps, mail: MailRow, now: number): Promise<string | null> {
  // Written by a release that did not say what about; or a link, which is over when the mail is.
  if (mail.about_id === null || mail.kind === 'account_link') return null;
  return whySuperseded(mail, await standingOf(deps, mail, { id: mail.about_id, now }));
}

async function standingOf(
  deps: Deps,
  { kind, organization_id: organizationId, is_test: isTest }: MailRow,
  { id, now }: { id: string; now: number },
): Promise<SubjectState> {
  const { db } = deps.database;
  const owner = { organizationId, isTest };
  if (kind === 'webhook_disabled')
    return { isSwitchedOff: (await findSwitchedOff(db, { organizationId, endpointId: id })) !== undefined };
  if (kind === 'waitlist_joined' || kind === 'waitlist_expired') {
    const entry = await findEntry(db, { id, owner, now: new Date(now) });
    return { isWaiting: entry?.status === 'waiting' && entry.expires_at.getTime() > now };
  }
  const booking = await findBooking(deps, { ...owner, id });
  return {
    revision: booking?.revision ?? null,
    phase: booking ? phaseOf(booking, now) : null,
    hosts: booking?.hosts ?? [],
  };
}
