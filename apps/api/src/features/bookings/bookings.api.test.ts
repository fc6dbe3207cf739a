import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../../test/harness/api.ts';

describe('POST /v1/bookings', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await createTestApi();
  });
  afterAll(() => api.close());

  test('books an offered slot with a key', async () => {
    const answer = await api.call('POST', '/v1/bookings', {
      key: api.own.testKey,
      body: {
        event_type_id: api.own.testEventTypeId,
        start_time: '2026-06-02T09:00:00Z',
        invitee_name: 'Alex Johnson',
        invitee_email: 'alex@example.com',
      },
    });
    expect(answer).toMatchObject({
      status: 201,
      body: { status: 'confirmed', end_time: '2026-06-02T09:30:00Z' },
    });
  });
});
