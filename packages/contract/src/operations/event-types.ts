import { Type } from 'typebox';
import { ExternalId, Id } from '../fields.ts';
import { operation } from '../operation.ts';
import {
  EventType,
  EventTypeCreate,
  EventTypeList,
  EventTypeUpdate,
  eventTypeExample,
  PublicEventType,
  publicEventTypeExample,
} from '../resources/event-type.ts';
import { pageQuery } from '../resources/list.ts';

const params = Type.Object({ id: Id('event_type') });

export const createEventType = operation({
  method: 'POST',
  path: '/v1/event-types',
  operationId: 'createEventType',
  sdk: 'eventTypes.create',
  tag: 'Event types',
  summary: 'Create an event type',
  description: 'It has no hours until they are set with `PUT /v1/event-types/{id}/availability`.',
  access: 'key',
  permission: 'event_types.write',
  body: EventTypeCreate,
  requestExample: { title: '30 Minute Meeting', slug: '30-min-meeting', duration_minutes: 30 },
  answers: { 201: { description: 'The new event type.', body: EventType, example: eventTypeExample } },
  errors: ['conflict'],
});

export const listEventTypes = operation({
  method: 'GET',
  path: '/v1/event-types',
  operationId: 'listEventTypes',
  sdk: 'eventTypes.list',
  tag: 'Event types',
  summary: 'List event types',
  access: 'key',
  permission: 'event_types.read',
  query: Type.Object({
    ...pageQuery('event_type'),
    active: Type.Optional(Type.Boolean({ description: 'Only active or only inactive ones.' })),
    external_id: Type.Optional({ ...ExternalId, description: 'Only the one with this id of yours.' }),
  }),
  answers: {
    200: {
      description: 'One page, newest first.',
      body: EventTypeList,
      example: { data: [eventTypeExample], has_more: false },
    },
  },
});

export const getEventType = operation({
  method: 'GET',
  path: '/v1/event-types/{id}',
  operationId: 'getEventType',
  sdk: 'eventTypes.get',
  tag: 'Event types',
  summary: 'Read an event type',
  description: 'With a key: the whole record. Without one: what `GET /v1/public/event-types/{id}` answers.',
  access: 'public',
  permission: 'event_types.read',
  embed: ['booker'],
  params,
  answers: {
    200: {
      description: 'The event type.',
      body: Type.Union([EventType, PublicEventType]),
      example: eventTypeExample,
    },
  },
});

export const getPublicEventType = operation({
  method: 'GET',
  path: '/v1/public/event-types/{id}',
  operationId: 'getPublicEventType',
  sdk: 'eventTypes.getPublic',
  tag: 'Event types',
  summary: 'Read what anyone may know of an event type',
  description: 'Only active event types; for booking pages and widgets, which hold no key.',
  access: 'public',
  permission: 'event_types.read',
  embed: ['booker'],
  params,
  answers: {
    200: { description: 'The public part.', body: PublicEventType, example: publicEventTypeExample },
  },
});

export const updateEventType = operation({
  method: 'PATCH',
  path: '/v1/event-types/{id}',
  operationId: 'updateEventType',
  sdk: 'eventTypes.update',
  tag: 'Event types',
  summary: 'Change an event type',
  description: 'Existing bookings keep the length and buffers that they were booked with.',
  access: 'key',
  permission: 'event_types.write',
  params,
  body: EventTypeUpdate,
  requestExample: { title: 'Quick Chat', duration_minutes: 15, active: false },
  answers: { 200: { description: 'The changed event type.', body: EventType, example: eventTypeExample } },
  errors: ['conflict'],
});

export const deleteEventType = operation({
  method: 'DELETE',
  path: '/v1/event-types/{id}',
  operationId: 'deleteEventType',
  sdk: 'eventTypes.delete',
  tag: 'Event types',
  summary: 'Delete an event type',
  description: 'A soft delete: its bookings stay, its slug becomes free.',
  access: 'key',
  permission: 'event_types.write',
  params,
  answers: { 204: { description: 'Deleted.' } },
});
