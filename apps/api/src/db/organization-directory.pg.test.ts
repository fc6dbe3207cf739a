import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { describeOnBothDatabases } from '../../test/harness/databases.ts';
import { createTestOrganization, useOrganization } from '../../test/harness/organization.ts';
import type { Database } from './database.ts';
import { createOrganizationDirectory, enterDirectory } from './organization-directory.ts';

describeOnBothDatabases('the directory of organizations', (open) => {
  let database: Database;
  beforeAll(async () => {
    ({ database } = await open());
  });

  const enter = (organizationId: string, kind: 'event_type' | 'organization_slug', name: string) =>
    database.inTransaction(async (tx) => enterDirectory(tx, organizationId, { kind, name }));
  const forget = () => sql`delete from organization_directory`.execute(database.db);

  test('tells apart what has the same name, and knows nothing of other names', async () => {
    const directory = createOrganizationDirectory();
    await enter('org_a', 'event_type', 'one');
    await enter('org_b', 'organization_slug', 'one');
    expect(await directory.find(database.db, 'event_type', 'one')).toBe('org_a');
    expect(await directory.find(database.db, 'organization_slug', 'one')).toBe('org_b');
    expect(await directory.find(database.db, 'event_type', 'another')).toBeUndefined();
  });

  test('is asked once for what never changes, and again for a slug and for what was not there', async () => {
    const directory = createOrganizationDirectory();
    await enter('org_a', 'event_type', 'two');
    await enter('org_a', 'organization_slug', 'two');
    await directory.find(database.db, 'event_type', 'two');
    await directory.find(database.db, 'organization_slug', 'two');
    expect(await directory.find(database.db, 'event_type', 'three')).toBeUndefined();
    await forget();
    await enter('org_a', 'event_type', 'three');
    expect(await directory.find(database.db, 'event_type', 'two')).toBe('org_a');
    expect(await directory.find(database.db, 'organization_slug', 'two')).toBeUndefined();
    expect(await directory.find(database.db, 'event_type', 'three')).toBe('org_a');
  });

  test('has what a process of the release before makes, which enters nothing', async () => {
    const directory = createOrganizationDirectory();
    await sql`
      insert into organizations (id, name, slug, created_at) values ('org_older', 'Older', 'older', now());
      insert into members (organization_id, id, name, email, role, created_at)
        values ('org_older', 'mbr_1', 'Sam', 'sam@example.com', 'owner', now());
      insert into api_keys (organization_id, id, name, is_test, key_prefix, key_hash, created_at)
        values ('org_older', 'key_1', 'Key', true, '', '\\x00ff', now());
      insert into event_types select (jsonb_populate_record(null::event_types, '{"organization_id": "org_older",
        "id": "evt_1", "is_test": true, "host_id": "mbr_1", "title": "", "slug": "", "duration_minutes": 30,
        "buffer_before_minutes": 0, "buffer_after_minutes": 0, "color": "", "max_attendees": 1, "price_currency": "",
        "reminder_intervals": [], "minimum_notice_minutes": 0, "waitlist_enabled": false, "active": true,
        "assignment_strategy": "collective", "timezone": "UTC", "weekly_hours": [], "date_overrides": [],
        "notifications": {}, "allow_host_choice": false, "allow_duplicate_attendees": false, "max_party_without_key": 10,
        "created_at": "2026-06-01", "updated_at": "2026-06-01"}')).*`.execute(database.migrationConnection);
    const found = await Promise.all([
      directory.find(database.db, 'organization_slug', 'older'),
      directory.find(database.db, 'api_key', '00ff'),
      directory.find(database.db, 'event_type', 'evt_1'),
    ]);
    expect(found).toEqual(['org_older', 'org_older', 'org_older']);
  });
});

const scene = useOrganization();

test('event types, keys and organizations are found where no trigger enters them', async () => {
  const { api } = scene;
  const { db } = api.deps.database;
  for (const table of ['organizations', 'api_keys', 'event_types'])
    await sql`drop trigger directory_of_older_processes on ${sql.table(table)}`.execute(db);
  const { organizationId, eventType, call } = await createTestOrganization(api);
  const { id } = await eventType();
  const { body } = await call('POST', '/v1/api-keys', { name: 'Another' });
  const { rows } = await sql<{ kind: string; count: number }>`
    select kind, count(*) from organization_directory where organization_id = ${organizationId}
    group by kind order by kind`.execute(db);
  expect(rows).toEqual([
    { kind: 'api_key', count: 3 },
    { kind: 'event_type', count: 2 },
    { kind: 'organization_slug', count: 1 },
  ]);
  expect((await api.call('GET', `/v1/public/event-types/${id}`)).status).toBe(200);
  expect((await api.call('GET', '/v1/api-keys', { key: body.key })).status).toBe(200);
});
