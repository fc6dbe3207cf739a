import { Type } from 'typebox';
import { longest } from '../bounds.ts';
import { component } from '../component.ts';
import { exactObject, exampleId, Id, Instant, nullable, oneOf } from '../fields.ts';
import { page } from './list.ts';

export const modes = ['live', 'test'] as const;
export type Mode = (typeof modes)[number];

const Name = Type.String({
  minLength: 1,
  maxLength: longest.name,
  description: 'What the key is for.',
  examples: ['Website'],
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
  }),
);

const record = {
  id: Id('api_key'),
  name: Name,
  description: Description,
  mode: oneOf(modes),
  key_prefix: Type.String({ description: 'The visible beginning of the key.', examples: ['ac_test_8fK2'] }),
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
  last_used_at: null,
  created_at: '2026-06-04T09:00:00Z',
  revoked_at: null,
};
