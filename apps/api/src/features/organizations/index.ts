export { createOrganization, type NewOrganization } from './create-organization.ts';
export { findFirstOrganization, findOrganizationName, hasOrganization } from './store.ts';
