import { Type } from 'typebox';
import { messageEvents } from '../events.ts';
import { oneOf } from '../fields.ts';
import { operation } from '../operation.ts';
import { pageQuery } from '../resources/list.ts';
import { MessageList, messageExample } from '../resources/message.ts';

export const listEvents = operation({
  method: 'GET',
  path: '/v1/events',
  operationId: 'listEvents',
  sdk: 'events.list',
  tag: 'Events',
  summary: 'Follow the log of events',
  description:
    'Oldest first in the order of commits: a reader that goes on from its last id misses nothing, whatever runs at the same time. Kept for 30 days.',
  access: 'key',
  permission: 'events.read',
  query: Type.Object({
    ...pageQuery('message'),
    event: Type.Optional(oneOf(messageEvents, { description: 'Only this event.' })),
  }),
  answers: {
    200: {
      description: 'One page, oldest first.',
      body: MessageList,
      example: { data: [messageExample], has_more: false },
    },
  },
});
