import { Type } from 'typebox';
import { embedSessionBounds } from '../bounds.ts';
import { component } from '../component.ts';
import {
  Email,
  ExternalId,
  exactObject,
  exampleId,
  Id,
  Instant,
  Metadata,
  MetadataInput,
  nullable,
  oneOf,
  PersonName,
  TimeZone,
} from '../fields.ts';
import { embedKinds } from '../permissions.ts';
import { page } from './list.ts';

const { least, most, origins, booker, host } = embedSessionBounds;

const Kind = oneOf(embedKinds, {
  description:
    '`booker` books one event type, `booking` shows, moves and cancels one booking, `host` keeps the hours, absences and bookings of one member.',
});
const Origins = (description: string) =>
  Type.Array(Type.String({ minLength: 1, maxLength: 255 }), {
    maxItems: origins,
    uniqueItems: true,
    description,
    examples: [['https://app.example.com']],
  });

export const EmbedSessionCreate = component(
  'EmbedSessionCreate',
  exactObject(
    {
      kind: Kind,
      event_type_id: Type.Optional(Id('event_type', '`booker`: the event type that is booked.')),
      host_id: Type.Optional(Id('member', '`booker`: the one host who shall hold the meeting.')),
      attendee: Type.Optional(
        exactObject(
          {
            name: PersonName('The name of the person.'),
            email: Email('The e-mail address of the person.'),
            timezone: Type.Optional(TimeZone('The zone of the person. Unless told, that of the browser.')),
            external_id: Type.Optional({
              ...ExternalId,
              description:
                'The id that the person has with you: bookings carry it as `metadata.attendee_external_id`.',
            }),
          },
          { description: '`booker`: who books. Bookings are made as this person and nobody else.' },
        ),
      ),
      metadata: Type.Optional({
        ...MetadataInput,
        description:
          '`booker`: what its bookings carry. Whoever books may add other names, and change none of these.',
      }),
      booking_id: Type.Optional(Id('booking', '`booking`: the booking.')),
      member_id: Type.Optional(Id('member', '`host`: the member.')),
      read_only: Type.Optional(
        Type.Boolean({ description: '`host`: shows everything and changes nothing. False unless told.' }),
      ),
      expires_in: Type.Optional(
        Type.Integer({
          minimum: least,
          maximum: most,
          description: `Seconds. Unless told: ${booker} for \`booker\`, ${host} for \`host\`, and for \`booking\` until a day after its end.`,
        }),
      ),
      allowed_origins: Type.Optional(
        Origins('Origins whose pages may frame it, such as `https://app.example.com`. None unless told.'),
      ),
    },
    { description: 'A `kind`, with what it is for.' },
  ),
);

const attendeeFields = {
  name: Type.String(),
  email: Type.String(),
  timezone: nullable(Type.String()),
  external_id: nullable(Type.String()),
};

const record = {
  id: Id('embed_session'),
  kind: Kind,
  is_test: Type.Boolean(),
  event_type_id: nullable(Id('event_type', 'Of a `booker`: what is booked.')),
  host_id: nullable(Id('member', 'Of a `booker`: the one host, where it has one.')),
  attendee: Type.Unsafe<{
    name: string;
    email: string;
    timezone: string | null;
    external_id: string | null;
  } | null>({
    type: ['object', 'null'],
    description: 'Of a `booker`: who books, where that is told.',
    properties: attendeeFields,
    required: Object.keys(attendeeFields),
  }),
  metadata: Metadata,
  booking_id: nullable(Id('booking', 'Of a `booking`: which.')),
  member_id: nullable(Id('member', 'Of a `host`: who.')),
  read_only: Type.Boolean(),
  allowed_origins: Origins('Origins whose pages may frame it.'),
  created_at: Instant('When it was made.'),
  expires_at: Instant('From when on it is refused.'),
  ended_at: nullable(Instant('When it was ended before that.')),
};

export const EmbedSession = component('EmbedSession', Type.Object(record));
export const EmbedSessionWithToken = component(
  'EmbedSessionWithToken',
  Type.Object({
    ...record,
    token: Type.String({
      description: 'What its bearer sends as `Authorization: Bearer es_…`. It is shown this once.',
    }),
    url: Type.String({
      description:
        'The page that it opens, alone or in a frame of an allowed origin; the token is its fragment.',
    }),
  }),
);
export const EmbedSessionList = page('EmbedSessionList', EmbedSession, 'newest first');

export const embedSessionExample = {
  id: exampleId('embed_session'),
  kind: 'booker',
  is_test: true,
  event_type_id: exampleId('event_type'),
  host_id: null,
  attendee: { name: 'Alex Johnson', email: 'alex@example.com', timezone: null, external_id: 'user-17' },
  metadata: { plan: 'pro' },
  booking_id: null,
  member_id: null,
  read_only: false,
  allowed_origins: ['https://app.example.com'],
  created_at: '2026-06-04T09:00:00Z',
  expires_at: '2026-06-04T09:30:00Z',
  ended_at: null,
};
