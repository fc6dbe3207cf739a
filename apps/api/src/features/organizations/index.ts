export { createOrganization, type NewOrganization } from './create-organization.ts';
export { findFirstOrganization, hasOrganization } from './store.ts';
