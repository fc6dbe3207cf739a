import { Type } from 'typebox';
import { exampleId, Id } from '../fields.ts';
import { operation } from '../operation.ts';
import { embedKinds } from '../permissions.ts';
import {
  EmbedSession,
  EmbedSessionCreate,
  EmbedSessionList,
  EmbedSessionWithToken,
  embedSessionExample,
} from '../resources/embed-session.ts';
import { pageQuery } from '../resources/list.ts';

const params = Type.Object({ id: Id('embed_session') });
const token = 'es_test_8fK2vQ0m1cTn8x2LrYw7uJ5aH9sD4gBfE6iPqVtKoXy';

export const createEmbedSession = operation({
  method: 'POST',
  path: '/v1/embed-sessions',
  operationId: 'createEmbedSession',
  sdk: 'embedSessions.create',
  answersSecret: true,
  tag: 'Embedded sessions',
  summary: 'Create an embedded session',
  description:
    'For a user of your product, who has no account here: call it from your server and hand `url`, or the token, to the page. Nothing is given that the calling key lacks, and no session outlasts its key.',
  access: 'key',
  permission: 'embed_sessions.write',
  body: EmbedSessionCreate,
  requestExample: {
    kind: 'booker',
    event_type_id: exampleId('event_type'),
    attendee: { name: 'Alex Johnson', email: 'alex@example.com', external_id: 'user-17' },
    metadata: { plan: 'pro' },
    allowed_origins: ['https://app.example.com'],
  },
  answers: {
    201: {
      description: 'The session, with its token: that is shown this once.',
      body: EmbedSessionWithToken,
      example: {
        ...embedSessionExample,
        token,
        url: `https://astrocal.example.com/embed/${exampleId('embed_session')}#${token}`,
      },
    },
  },
  errors: ['not_found', 'conflict', 'host_unavailable'],
});

export const listEmbedSessions = operation({
  method: 'GET',
  path: '/v1/embed-sessions',
  operationId: 'listEmbedSessions',
  sdk: 'embedSessions.list',
  tag: 'Embedded sessions',
  summary: 'List embedded sessions',
  description: 'Those of the mode, also those that ended within the last day.',
  access: 'key',
  permission: 'embed_sessions.read',
  query: Type.Object(pageQuery('embed_session')),
  answers: {
    200: {
      description: 'One page, newest first.',
      body: EmbedSessionList,
      example: { data: [embedSessionExample], has_more: false },
    },
  },
});

export const getEmbedSession = operation({
  method: 'GET',
  path: '/v1/embed-sessions/{id}',
  operationId: 'getEmbedSession',
  sdk: 'embedSessions.get',
  tag: 'Embedded sessions',
  summary: 'Read an embedded session',
  description: 'With a key any of its mode; with the token of a session that very one.',
  access: 'key',
  permission: 'embed_sessions.read',
  embed: embedKinds,
  params,
  answers: { 200: { description: 'The session.', body: EmbedSession, example: embedSessionExample } },
});

export const deleteEmbedSession = operation({
  method: 'DELETE',
  path: '/v1/embed-sessions/{id}',
  operationId: 'deleteEmbedSession',
  sdk: 'embedSessions.delete',
  tag: 'Embedded sessions',
  summary: 'End an embedded session',
  description: 'Final, and safe to repeat. Every server process refuses its token within a second.',
  access: 'key',
  permission: 'embed_sessions.write',
  params,
  answers: { 204: { description: 'Ended.' } },
});
