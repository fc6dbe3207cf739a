import { describe, expect, test } from 'vitest';
import { revisions, useAgent } from './agent.ts';

const scene = useAgent();
const person = { invitee_name: 'Alex Johnson', invitee_email: 'alex@example.com' };

describe.each(['http', 'stdio'] as const)('over %s', (over) => {
  describe.each(revisions)('in revision %s', (revision) => {
    test('an agent that knows nothing has booked after two calls', async () => {
      const { id } = await scene.org.eventType({ title: 'Discovery Call' });
      const agent = await scene.connect({ over, revision });
      const listed = await agent.call('list_event_types');
      const type = listed.data.event_types.find(({ title }: { title: string }) => title === 'Discovery Call');
      const booked = await agent.call('find_and_book', {
        event_type_id: type.id,
        start_date: '2030-06-17',
        end_date: '2030-06-21',
        timezone: 'America/New_York',
        preferred_times: ['morning'],
        ...person,
      });
      expect(booked).toMatchObject({
        isError: false,
        data: { booking: { start_time: '2030-06-17T09:00:00Z' } },
      });
      expect(booked.text).toContain('Monday, June 17, 2030, 05:00 – 05:30 America/New_York (UTC-04:00)');
      const stored = await scene.org.call('GET', `/v1/bookings/${booked.data.booking.id}`);
      expect(stored.body).toMatchObject({
        event_type_id: id,
        status: 'confirmed',
        start_time: '2030-06-17T09:00:00Z',
        invitee_email: 'alex@example.com',
        invitee_timezone: 'America/New_York',
      });
    });

    test('tools, prompt and resources are there', async () => {
      const { client } = await scene.connect({ over, revision });
      expect(client.getServerVersion()).toMatchObject({ name: 'astrocal' });
      expect(client.getInstructions()).toContain('find_and_book');
      const { tools } = await client.listTools();
      expect(tools.map(({ name }) => name)).toEqual([
        'list_event_types',
        'check_availability',
        'find_and_book',
        'create_booking',
        'reschedule_booking',
        'cancel_booking',
        'list_bookings',
        'join_waitlist',
        'check_waitlist',
        'list_members',
      ]);
      for (const tool of tools) {
        expect(tool.outputSchema?.properties, tool.name).toHaveProperty('current_time');
        expect(Object.keys(tool.annotations ?? {})).toEqual(
          expect.arrayContaining(['readOnlyHint', 'destructiveHint', 'idempotentHint', 'openWorldHint']),
        );
      }
      const { prompts } = await client.listPrompts();
      expect(prompts.map(({ name }) => name)).toEqual(['book_meeting']);
      const { messages } = await client.getPrompt({
        name: 'book_meeting',
        arguments: { when: 'Tuesday', name: 'Alex', email: 'alex@example.com' },
      });
      expect(JSON.stringify(messages)).toContain('Tuesday');

      const { resources } = await client.listResources();
      const one = resources.find(({ uri }) => uri.startsWith('astrocal://event-types/'));
      expect(resources.map(({ uri }) => uri)).toContain('astrocal://event-types');
      const { resourceTemplates } = await client.listResourceTemplates();
      expect(resourceTemplates.map(({ uriTemplate }) => uriTemplate)).toEqual([
        'astrocal://event-types/{id}',
      ]);
      const read = await client.readResource({ uri: String(one?.uri) });
      expect(JSON.parse((read.contents[0] as { text: string }).text)).toMatchObject({ title: 'Test Event' });
    });
  });
});

test('an unknown resource is refused with what to read instead', async () => {
  await expect(scene.agent.client.readResource({ uri: 'astrocal://event-types/evt_x' })).rejects.toThrow(
    /Read astrocal:\/\/event-types/,
  );
});

test('event types complete the prompt and the template', async () => {
  const { id } = await scene.org.eventType({ title: 'Workshop', slug: 'workshop' });
  const { client } = scene.agent;
  const ofPrompt = await client.complete({
    ref: { type: 'ref/prompt', name: 'book_meeting' },
    argument: { name: 'event_type', value: 'work' },
  });
  expect(ofPrompt.completion.values).toEqual([id]);
  const ofTemplate = await client.complete({
    ref: { type: 'ref/resource', uri: 'astrocal://event-types/{id}' },
    argument: { name: 'id', value: 'evt_' },
  });
  expect(ofTemplate.completion.values).toContain(id);
});
