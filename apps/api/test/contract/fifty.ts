import { sql } from 'kysely';
import type { TestApi } from '../harness/api.ts';

/** Does `work` while the first organization has as many test keys as it may have. */
export async function withFiftyKeys<T>({ deps, own }: TestApi, work: () => Promise<T>): Promise<T> {
  const { db } = deps.database;
  await sql`insert into api_keys (organization_id, id, name, key_prefix, key_hash, is_test, created_at)
    select ${own.organizationId}, 'key_full' || i, 'One of many', 'ac_test_', sha256(i::text::bytea), true, now()
    from generate_series(1, 50) as i`.execute(db);
  try {
    return await work();
  } finally {
    await sql`delete from api_keys where name = 'One of many'`.execute(db);
  }
}

/** Does `work` while the first organization has as many webhooks in test mode as it may have. */
export async function withFiftyWebhooks<T>({ call, own }: TestApi, work: () => Promise<T>): Promise<T> {
  const made: string[] = [];
  for (let i = 0; i < 50; i++) {
    const body = { url: `https://example.com/${i}`, events: ['booking.created'] };
    const answer = await call('POST', '/v1/webhooks', { key: own.testKey, body });
    if (answer.status === 201) made.push(answer.body.id);
  }
  try {
    return await work();
  } finally {
    for (const id of made) await call('DELETE', `/v1/webhooks/${id}`, { key: own.testKey });
  }
}
