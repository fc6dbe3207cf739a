import { isoSeconds } from '../../lib/clock.ts';
import type { InvitationRow } from './store.ts';

export const presentInvitation = (row: InvitationRow) => ({
  id: row.id,
  email: row.email,
  role: row.role,
  name: row.name,
  invited_by: row.by_kind === 'member' ? row.by_id : null,
  created_at: isoSeconds(row.created_at),
  expires_at: isoSeconds(row.expires_at),
});
