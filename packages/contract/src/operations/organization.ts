import { operation } from '../operation.ts';
import { Organization, OrganizationUpdate, organizationExample } from '../resources/organization.ts';

export const getOrganization = operation({
  method: 'GET',
  path: '/v1/organization',
  operationId: 'getOrganization',
  sdk: 'organization.get',
  tag: 'Organization',
  summary: 'Read the organization',
  description: 'That of the key. Both modes have the same.',
  access: 'key',
  permission: 'organization.read',
  answers: { 200: { description: 'The organization.', body: Organization, example: organizationExample } },
});

export const updateOrganization = operation({
  method: 'PATCH',
  path: '/v1/organization',
  operationId: 'updateOrganization',
  sdk: 'organization.update',
  tag: 'Organization',
  summary: 'Change the organization',
  description:
    'Live mode has it too, so a test key changes nothing: `forbidden`. After a change of `slug` the old addresses of booking pages lead to the new ones for 90 days.',
  access: 'key',
  permission: 'organization.write',
  body: OrganizationUpdate,
  requestExample: { name: 'Northwind', reply_to: 'hello@northwind.example' },
  answers: {
    200: {
      description: 'The changed organization.',
      body: Organization,
      example: { ...organizationExample, reply_to: 'hello@northwind.example' },
    },
  },
  errors: ['conflict'],
});
