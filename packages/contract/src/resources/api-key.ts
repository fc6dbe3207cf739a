import { Type } from 'typebox';
import { longest } from '../bounds.ts';
import { component } from '../component.ts';
import { exactObject, exampleId, Id, Instant, nullable, oneOf } from '../fields.ts';
import { keyPermissions } from '../permissions.ts';
import { page } from './list.ts';

export const modes = ['live', 'test'] as const;
export type Mode = (typeof modes)[number];

const Name = Type.String({
  minLength: 1,
  maxLength: longest.name,
  description: 'What the key is for.',
  examples: ['Website'],
});
const Permissions = (description: string) =>
  Type.Array(oneOf(keyPermissions), {
    minItems: 1,
    maxItems: keyPermissions.length,
    uniqueItems: true,
    description,
    examples: [['event_types.read', 'availability.read', 'bookings.create']],
  });
const Description = nullable(Type.String({ maxLength: longest.description }));

export const ApiKeyCreate = component(
  'ApiKeyCreate',
  exactObject({
    name: Name,
    description: Type.Optional(Description),
    mode: Type.Optional(
      oneOf(modes, {
        description: 'Defaults to the mode of the calling key. A test key cannot make a live one.',
      }),
    ),
    permissions: Type.Optional(
      Permissions(
        'What the key may do. Defaults to all that the calling key may: no key gives another what it lacks.',
      ),
    ),
    expires_at: Type.Optional(
      nullable(
        Instant(
          'When the key ends. Defaults to when the calling key does; null where it does not. No later than that.',
        ),
      ),
    ),
  }),
);

const record = {
  id: Id('api_key'),
  name: Name,
  description: Description,
  mode: oneOf(modes),
  key_prefix: Type.String({ description: 'The visible beginning of the key.', examples: ['ac_test_8fK2'] }),
  permissions: Permissions('What the key may do.'),
  expires_at: nullable(Instant('From when on it is refused; null: it does not end by itself.')),
  last_used_at: nullable(Instant('When it was last used, to about a minute.')),
  created_at: Instant('When it was made.'),
  revoked_at: nullable(Instant('When it was revoked.')),
};

export const ApiKey = component('ApiKey', Type.Object(record));
export const ApiKeyWithSecret = component(
  'ApiKeyWithSecret',
  Type.Object({ ...record, key: Type.String({ description: 'The key itself. It is shown this once.' }) }),
);
export const ApiKeyList = page('ApiKeyList', ApiKey, 'newest first');

export const apiKeyExample = {
  id: exampleId('api_key'),
  name: 'Website',
  description: null,
  mode: 'test',
  key_prefix: 'ac_test_8fK2',
  permissions: keyPermissions,
  expires_at: null,
  last_used_at: null,
  created_at: '2026-06-04T09:00:00Z',
  revoked_at: null,
};
