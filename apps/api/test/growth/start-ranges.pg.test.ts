import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../harness/api.ts';
import { type SeededOrganization, seedOrganizations } from '../harness/seed.ts';

/** Bookings of ten months, made in another order than that in which they start. */
const bookings = 400;
const first = Date.parse('2025-09-01T00:00:00Z');
const startOf = (number: number) => first + ((number * 149) % bookings) * 18 * 3_600_000;

describe.each(['postgres', 'embedded'] as const)('bookings that start in a range (%s)', (kind) => {
  let api: TestApi;
  let organization: SeededOrganization;
  let all: { id: string; start: number; status: string }[];
  beforeAll(async () => {
    api = await createTestApi(kind);
    const [own] = await seedOrganizations(api.deps.database.db, api.deps.keyring, {
      organizations: 2,
      bookings: {
        each: bookings,
        from: first,
        everyMinutes: 30,
        startOf,
        vary: (number) => ({
          booking: { status: number % 7 === 0 ? 'rescheduled' : 'confirmed' },
          allocation: {},
        }),
      },
      now: api.clock.now(),
    });
    if (!own) throw new Error('No organization was seeded.');
    organization = own;
    const rows = await api.deps.database.db
      .selectFrom('bookings')
      .select(['id', 'start_at', 'status'])
      .where('organization_id', '=', own.organizationId)
      .orderBy('id', 'desc')
      .execute();
    all = rows.map(({ id, start_at, status }) => ({ id, start: start_at.getTime(), status }));
  });
  afterAll(() => api.close());

  /** All pages of the list, one after the other. */
  async function listed(query: Record<string, string>): Promise<string[]> {
    const ids: string[] = [];
    for (;;) {
      const cursor = ids.length > 0 ? { starting_after: ids.at(-1) as string } : {};
      const search = new URLSearchParams({ limit: '17', ...query, ...cursor });
      const { body } = await api.call('GET', `/v1/bookings?${search}`, { key: organization.key });
      ids.push(...body.data.map(({ id }: { id: string }) => id));
      if (!body.has_more) return ids;
    }
  }

  const iso = (instant: number) => new Date(instant).toISOString();
  const inTheMiddle = startOf(3);
  const month = 30 * 24 * 3_600_000;

  test.each([
    ['after', inTheMiddle, undefined],
    ['before', undefined, inTheMiddle],
    ['within three months', inTheMiddle - month, inTheMiddle + 2 * month],
    ['within a day', inTheMiddle, inTheMiddle + 1],
    ['from before the first', 0, first + month],
    ['until after the last', inTheMiddle, Date.parse('2090-01-01T00:00:00Z')],
    ['after the last', Date.parse('2030-01-01T00:00:00Z'), undefined],
    ['before the first', undefined, first],
    ['in a range that is none', inTheMiddle, inTheMiddle - month],
  ])('%s are listed newest first, and no other', async (_, after, before) => {
    const expected = all.filter(({ start }) => start >= (after ?? -Infinity) && start < (before ?? Infinity));
    const query = {
      ...(after !== undefined && { start_after: iso(after) }),
      ...(before !== undefined && { start_before: iso(before) }),
    };
    expect(await listed(query)).toEqual(expected.map(({ id }) => id));
  });

  test('and match another filter too', async () => {
    const expected = all.filter(({ start, status }) => start < inTheMiddle && status === 'rescheduled');
    const query = { start_before: iso(inTheMiddle), status: 'rescheduled' };
    expect(await listed(query)).toEqual(expected.map(({ id }) => id));
  });
});
