import { Type } from 'typebox';
import { mostHosts } from '../bounds.ts';
import { exampleId, Id } from '../fields.ts';
import { operation } from '../operation.ts';
import { Host, HostCreate, HostList, HostsReplace, HostUpdate, hostExample } from '../resources/host.ts';

const params = Type.Object({ id: Id('event_type') });
const hostParams = Type.Object({ id: Id('event_type'), host_id: Id('host') });

export const listHosts = operation({
  method: 'GET',
  path: '/v1/event-types/{id}/hosts',
  operationId: 'listHosts',
  sdk: 'hosts.list',
  tag: 'Hosts',
  summary: 'List the hosts of an event type',
  description: `All of them: there are at most ${mostHosts}.`,
  access: 'key',
  permission: 'event_types.read',
  params,
  answers: {
    200: { description: 'Its hosts.', body: HostList, example: { data: [hostExample], has_more: false } },
  },
});

export const addHost = operation({
  method: 'POST',
  path: '/v1/event-types/{id}/hosts',
  operationId: 'addHost',
  sdk: 'hosts.add',
  tag: 'Hosts',
  summary: 'Add a host to an event type',
  description: `Whoever is new has the next turns, and makes up for three bookings at most. There are at most ${mostHosts} hosts: one more is \`conflict\`, and so is a member who is one already.`,
  access: 'key',
  permission: 'event_types.write',
  params,
  body: HostCreate,
  requestExample: { member_id: exampleId('member'), weight: 2 },
  answers: { 201: { description: 'The new host.', body: Host, example: hostExample } },
  errors: ['conflict'],
});

export const replaceHosts = operation({
  method: 'PUT',
  path: '/v1/event-types/{id}/hosts',
  operationId: 'replaceHosts',
  sdk: 'hosts.replace',
  tag: 'Hosts',
  summary: 'Set all hosts of an event type',
  description:
    'Those who stay keep their turns and counts. The bookings of those who go stay with them until they are moved or cancelled.',
  access: 'key',
  permission: 'event_types.write',
  params,
  body: HostsReplace,
  requestExample: { hosts: [{ member_id: exampleId('member'), weight: 2 }] },
  answers: {
    200: {
      description: 'Its hosts now.',
      body: HostList,
      example: { data: [hostExample], has_more: false },
    },
  },
});

export const updateHost = operation({
  method: 'PATCH',
  path: '/v1/event-types/{id}/hosts/{host_id}',
  operationId: 'updateHost',
  sdk: 'hosts.update',
  tag: 'Hosts',
  summary: 'Change a host',
  access: 'key',
  permission: 'event_types.write',
  params: hostParams,
  body: HostUpdate,
  requestExample: { priority: 10, weight: 2 },
  answers: {
    200: { description: 'The changed host.', body: Host, example: { ...hostExample, priority: 10 } },
  },
});

export const removeHost = operation({
  method: 'DELETE',
  path: '/v1/event-types/{id}/hosts/{host_id}',
  operationId: 'removeHost',
  sdk: 'hosts.remove',
  tag: 'Hosts',
  summary: 'Remove a host from an event type',
  description:
    'Its bookings stay with it until they are moved or cancelled. The last host cannot go: that is `conflict`.',
  access: 'key',
  permission: 'event_types.write',
  params: hostParams,
  answers: { 204: { description: 'Removed.' } },
  errors: ['conflict'],
});
