import { Type } from 'typebox';
import { attributesSize, longest, mostAttendees } from '../bounds.ts';
import { component } from '../component.ts';
import {
  Email,
  ExternalId,
  exactObject,
  Id,
  Instant,
  MeetingMinutes,
  MetadataInput,
  nullable,
  oneOf,
  PersonName,
  TimeZone,
} from '../fields.ts';

/* What is asked for with a booking, and of one. */

const Notes = Type.String({ maxLength: longest.notes, description: 'A message from the invitee.' });
const Reason = Type.String({ maxLength: longest.reason, description: 'Why, in words for the other side.' });

/** The rules of a time that a key may set aside; that others took the time is none of them. */
export const slotOverrides = ['notice', 'window', 'hours', 'grid'] as const;

const Notify = Type.Optional(
  // Without a default: what is filled in would be another request than the one that was sent to a release before.
  Type.Boolean({
    description:
      'With a key only: false where nobody is to be mailed about it; true unless told. Webhooks are told.',
  }),
);

const Override = Type.Array(oneOf(slotOverrides), {
  uniqueItems: true,
  maxItems: slotOverrides.length,
  description:
    'With a key only: rules that do not hold for this time. `notice` and `window`: however soon or far ahead; `hours`: outside the weekly hours; `grid`: at any minute. Other bookings, capacity and caps always hold.',
});

export const BookingCreate = component(
  'BookingCreate',
  exactObject(
    {
      event_type_id: Id('event_type'),
      start_time: Instant(
        'When the meeting starts: a time that GET /v1/availability offers. Any UTC offset.',
      ),
      invitee_name: Type.Optional(PersonName('The name of the invitee.')),
      invitee_email: Type.Optional(Email('The e-mail address of the invitee.')),
      invitee_timezone: Type.Optional(TimeZone('The zone of the invitee. Defaults to UTC.')),
      attendees: Type.Optional(
        Type.Array(
          exactObject({
            name: PersonName('The name of the attendee.'),
            email: Email('The e-mail address of the attendee.'),
            timezone: Type.Optional(TimeZone('The zone of the attendee. Defaults to UTC.')),
          }),
          {
            minItems: 1,
            maxItems: mostAttendees,
            description:
              'A party, in place of the `invitee_*` fields: each takes one spot, the first is the invitee.',
          },
        ),
      ),
      notes: Type.Optional(nullable(Notes)),
      metadata: Type.Optional(MetadataInput),
      external_id: Type.Optional(
        nullable({
          ...ExternalId,
          description:
            'With a key only: the id that the booking has with you. No two of a mode have the same.',
        }),
      ),
      duration: Type.Optional(MeetingMinutes({ description: 'Minutes; one of the `duration_options`.' })),
      host_id: Type.Optional(
        Id(
          'member',
          'Who shall hold the meeting: a member who is a host of the event type. Those whom every meeting needs take part beside.',
        ),
      ),
      host_attributes: Type.Optional(
        Type.Record(Type.String(), Type.String(), {
          maxProperties: attributesSize.names,
          description:
            'Names and values, such as `{"language": "es"}`: a host who has all of these attributes.',
        }),
      ),
      override: Type.Optional(Override),
      notify: Notify,
    },
    { description: 'Either `invitee_name` and `invitee_email`, or `attendees`.' },
  ),
);

export const BookingReschedule = component(
  'BookingReschedule',
  exactObject({
    new_start_time: Instant('When the meeting shall start. The length stays.'),
    reason: Type.Optional(nullable(Reason)),
    host: Type.Optional(
      oneOf(['keep', 'any'] as const, {
        description:
          '`keep`: those who hold it now, or nobody; `any`: whose turn it is. Unless told, those who hold it where they are free, else whose turn it is.',
      }),
    ),
    override: Type.Optional(Override),
    notify: Notify,
  }),
);

export const BookingCancel = component(
  'BookingCancel',
  exactObject({ reason: Type.Optional(nullable(Reason)), notify: Notify }),
);

export const BookingNoShow = component(
  'BookingNoShow',
  exactObject({
    no_show: Type.Boolean({ description: 'Whether the invitee did not come. False takes it back.' }),
  }),
);

export const BookingReassign = component(
  'BookingReassign',
  exactObject({
    member_id: Type.Optional(
      Id('member', 'Who shall hold the meeting: a host of the event type. Left out: whose turn it is.'),
    ),
    reason: Type.Optional(nullable(Reason)),
    force: Type.Optional(
      Type.Boolean({
        default: false,
        description:
          'Whatever their schedule, absences and calendars say: asks for the permission `schedules.write`. Other bookings always hold.',
      }),
    ),
  }),
);
