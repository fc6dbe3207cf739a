import { Type } from 'typebox';
import { mostHosts, shareBounds } from '../bounds.ts';
import { component } from '../component.ts';
import { Email, exactObject, exampleId, Id, Instant, nullable, PersonName } from '../fields.ts';
import { page } from './list.ts';

const priority = Type.Integer({
  minimum: 0,
  maximum: shareBounds.mostPriority,
  description:
    'The higher first: with the strategy `priority` before all else, otherwise where turns are equal.',
});
const weight = Type.Integer({
  minimum: 1,
  maximum: shareBounds.mostWeight,
  description: 'Twice the weight, twice the bookings. A new one counts from then on.',
});
const required = Type.Boolean({ description: 'Takes part in every meeting, whoever is chosen beside.' });
const member_id = Id('member');

/** What a host is born with where the caller is silent. */
export const hostDefaults = { priority: 0, weight: 1, required: false };

const settings = {
  priority: Type.Optional({ ...priority, default: hostDefaults.priority }),
  weight: Type.Optional({ ...weight, default: hostDefaults.weight }),
  required: Type.Optional({ ...required, default: hostDefaults.required }),
};

export const HostCreate = component('HostCreate', exactObject({ member_id, ...settings }));

export const HostUpdate = component(
  'HostUpdate',
  exactObject(
    {
      priority: Type.Optional(priority),
      weight: Type.Optional(weight),
      required: Type.Optional(required),
    },
    { description: 'Only the fields to change.' },
  ),
);

export const HostsReplace = component(
  'HostsReplace',
  exactObject({
    hosts: Type.Array(exactObject({ member_id, ...settings }), {
      minItems: 1,
      maxItems: mostHosts,
      description: 'All hosts, each member once. Those who stay keep their turns and counts.',
    }),
  }),
);

export const Host = component(
  'Host',
  Type.Object({
    id: Id('host'),
    event_type_id: Id('event_type'),
    member_id,
    member_name: PersonName('The name of the member.'),
    member_email: Email('The e-mail address of the member.'),
    priority,
    weight,
    required,
    total_bookings: Type.Integer({
      description: 'How many bookings of this event type the host was given, less those taken back in time.',
    }),
    last_booking_at: nullable(Instant('When the last of them was made. Null before the first.')),
    has_calendar: Type.Boolean({ description: 'Whether a calendar of the member is connected.' }),
    created_at: Instant('When the member became a host.'),
  }),
);

export const HostList = page('HostList', Host, 'in the order in which they were named');

export const hostExample = {
  id: exampleId('host'),
  event_type_id: exampleId('event_type'),
  member_id: exampleId('member'),
  member_name: 'Ana Costa',
  member_email: 'ana@example.com',
  priority: 0,
  weight: 2,
  required: false,
  total_bookings: 12,
  last_booking_at: '2026-06-04T09:00:00Z',
  has_calendar: false,
  created_at: '2026-06-01T09:00:00Z',
};
