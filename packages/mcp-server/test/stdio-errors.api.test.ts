import { expect, test } from 'vitest';
import { connectAgent, useAgent } from './agent.ts';

const scene = useAgent();

test('a key that is refused leads to its variable, and is not repeated', async () => {
  const key = `ac_test_${'x'.repeat(43)}`;
  const agent = await scene.connect({ over: 'stdio', key });
  const { isError, text, error } = await agent.call('list_event_types');
  expect([isError, error.code]).toEqual([true, 'unauthorized']);
  expect(text).toContain('set ASTROCAL_API_KEY to a valid key');
  expect(text).not.toContain('xxxx');
});

test('a server that is not there leads to its address', async () => {
  const agent = await scene.connect({ over: 'stdio', url: 'http://127.0.0.1:9' });
  const { text, error } = await agent.call('list_event_types');
  expect(error.code).toBe('connection');
  expect(text).toContain(
    'could not be reached. Tell the user to check that it runs and that ASTROCAL_API_URL is its address',
  );
});

test('the default event type is meant where a call names none', async () => {
  const { id } = await scene.org.eventType({ title: 'The usual' });
  const env = { ASTROCAL_DEFAULT_EVENT_TYPE_ID: id };
  const agent = await connectAgent({ url: scene.url, key: scene.org.testKey, over: 'stdio', env });
  const booked = await agent.call('create_booking', {
    start_time: '2030-06-17T14:00:00Z',
    invitee_name: 'Alex',
    invitee_email: 'alex@example.com',
  });
  expect(booked.data.booking.event_type).toEqual({ id, title: 'The usual' });
  await scene.org.call('DELETE', `/v1/event-types/${id}`);
  const gone = await agent.call('check_availability', { start_date: '2030-06-17', end_date: '2030-06-17' });
  expect(gone.text).toContain('It is the ASTROCAL_DEFAULT_EVENT_TYPE_ID of this MCP server.');
  await agent.close();
});
