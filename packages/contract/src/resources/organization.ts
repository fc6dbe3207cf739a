import { Type } from 'typebox';
import { longest, slugPattern } from '../bounds.ts';
import { component } from '../component.ts';
import { Email, exactObject, exampleId, Id, Instant, nullable, TimeZone } from '../fields.ts';

const Name = Type.String({
  minLength: 1,
  maxLength: longest.name,
  description: 'What people know the organization by: on booking pages and in mail.',
  examples: ['Northwind'],
});
const Slug = Type.String({
  minLength: 1,
  maxLength: longest.slug,
  pattern: slugPattern,
  description: 'Its name in the addresses of booking pages: lower-case letters, digits and single hyphens.',
  examples: ['northwind'],
});
const settings = {
  timezone: TimeZone('The zone of members who are added without one.'),
  logo_url: nullable(
    Type.String({
      maxLength: 2048,
      pattern: '^https://',
      description:
        'Where the logo is: an https address without credentials of a PNG, JPEG or WebP of at most 200 kB. It is fetched once and served from here.',
      examples: ['https://northwind.example/logo.png'],
    }),
  ),
  brand_color: nullable(
    Type.String({ pattern: '^#[0-9a-fA-F]{6}$', description: 'The colour of the brand, `#rrggbb`.' }),
  ),
  sender_name: nullable(
    Type.String({
      maxLength: longest.name,
      description:
        'Whom mail is from. Null: the name of the server’s configuration, or that of the organization.',
    }),
  ),
  reply_to: nullable(Email('Where answers of invitees to mail go. Null: to the host of the meeting.')),
};

export const OrganizationUpdate = component(
  'OrganizationUpdate',
  exactObject(
    {
      name: Type.Optional(Name),
      slug: Type.Optional(Slug),
      timezone: Type.Optional(settings.timezone),
      logo_url: Type.Optional(settings.logo_url),
      brand_color: Type.Optional(settings.brand_color),
      sender_name: Type.Optional(settings.sender_name),
      reply_to: Type.Optional(settings.reply_to),
    },
    { description: 'Only the fields to change.' },
  ),
);

export const Organization = component(
  'Organization',
  Type.Object({
    id: Id('organization'),
    name: Name,
    slug: Slug,
    ...settings,
    created_at: Instant('When it was made.'),
    updated_at: Instant('When it was last changed.'),
  }),
);

export const organizationExample = {
  id: exampleId('organization'),
  name: 'Northwind',
  slug: 'northwind',
  timezone: 'Europe/Berlin',
  logo_url: null,
  brand_color: null,
  sender_name: null,
  reply_to: null,
  created_at: '2026-06-04T09:00:00Z',
  updated_at: '2026-06-04T09:00:00Z',
};
