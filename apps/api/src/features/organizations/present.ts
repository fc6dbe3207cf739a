import { isoSeconds } from '../../lib/clock.ts';
import type { OrganizationRow } from './store.ts';

/** The organization as the API shows it. */
export const presentOrganization = (row: OrganizationRow) => ({
  id: row.id,
  name: row.name,
  slug: row.slug,
  timezone: row.timezone,
  logo_url: row.logo_url,
  brand_color: row.brand_color,
  sender_name: row.sender_name,
  reply_to: row.reply_to,
  created_at: isoSeconds(row.created_at),
  updated_at: isoSeconds(row.updated_at),
});
