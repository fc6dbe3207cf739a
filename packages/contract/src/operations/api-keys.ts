import { Type } from 'typebox';
import { Id } from '../fields.ts';
import { operation } from '../operation.ts';
import { ApiKeyCreate, ApiKeyList, ApiKeyWithSecret, apiKeyExample } from '../resources/api-key.ts';
import { pageQuery } from '../resources/list.ts';

export const createApiKey = operation({
  method: 'POST',
  path: '/v1/api-keys',
  operationId: 'createApiKey',
  sdk: 'apiKeys.create',
  answersSecret: true,
  tag: 'API keys',
  summary: 'Create an API key',
  description:
    'It may do all that the calling key may, or less, and for as long: a key that a website holds needs no permission to read bookings.',
  access: 'key',
  permission: 'api_keys.write',
  body: ApiKeyCreate,
  requestExample: { name: 'Website', mode: 'test' },
  answers: {
    201: {
      description: 'The record, and the key itself: it is shown this once.',
      body: ApiKeyWithSecret,
      example: { ...apiKeyExample, key: 'ac_test_8fK2vQ0m1cTn8x2LrYw7uJ5aH9sD4gBfE6iPqVtKoXy' },
    },
  },
  errors: ['reauthentication_required', 'conflict'],
});

export const listApiKeys = operation({
  method: 'GET',
  path: '/v1/api-keys',
  operationId: 'listApiKeys',
  sdk: 'apiKeys.list',
  tag: 'API keys',
  summary: 'List API keys',
  description: 'The keys of the mode of the calling key, revoked ones included.',
  access: 'key',
  permission: 'api_keys.read',
  query: Type.Object(pageQuery('api_key')),
  answers: {
    200: {
      description: 'One page, newest first.',
      body: ApiKeyList,
      example: { data: [apiKeyExample], has_more: false },
    },
  },
});

export const deleteApiKey = operation({
  method: 'DELETE',
  path: '/v1/api-keys/{id}',
  operationId: 'deleteApiKey',
  sdk: 'apiKeys.delete',
  tag: 'API keys',
  summary: 'Revoke an API key',
  description: 'Final, and safe to repeat. Every server process refuses the key within a second.',
  access: 'key',
  permission: 'api_keys.write',
  params: Type.Object({ id: Id('api_key') }),
  answers: { 204: { description: 'Revoked.' } },
});
