import type { Feature } from '../feature.ts';

export { createOrganization, type NewOrganization } from './create-organization.ts';
export { findFirstOrganization, findOrganizationName, hasOrganization } from './store.ts';

export const organizations: Feature = {
  name: 'organizations',
  tables: ['organizations'],
};
