import { onServer } from '../../apps/api/test/harness/test-server.ts';

/** Members who host every event type beside its first host, each with as much of its time taken at the same times. */
const statements = [
  `insert into members (organization_id, id, name, email, role, created_at)
    select o.id, 'mbr_' || lpad(n::text, 4, '0') || right(o.id, 22), 'Host ' || n, n || '@example.com', 'member',
      o.created_at
    from organizations o, generate_series(1, $1::integer) n`,
  `insert into event_type_hosts (organization_id, event_type_id, id, member_id, position, created_at)
    select m.organization_id, e.id, replace(m.id, 'mbr_', 'hst_'), m.id, substr(m.id, 5, 4)::integer, m.created_at
    from members m join event_types e on e.organization_id = m.organization_id
    where m.role = 'member' and $1::integer > 0`,
  `insert into allocations (organization_id, id, subject_id, is_test, kind, event_type_id, slot_start, slot_end,
      reserved, capacity, spots_taken, created_at)
    select a.organization_id, a.id || '-' || m.id, m.id, a.is_test, a.kind, a.event_type_id, a.slot_start,
      a.slot_end, a.reserved, a.capacity, a.spots_taken, a.created_at
    from allocations a join members m on m.organization_id = a.organization_id
    where m.role = 'member' and $1::integer > 0`,
];

/** Gives every event type of a seeded database, one for each organization, so many hosts more. */
export async function addHosts(url: string, more: number): Promise<void> {
  await onServer(url, async (client) => {
    for (const statement of statements) await client.query(statement, [more]);
    await client.query('analyze');
  });
}
