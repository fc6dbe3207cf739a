export { createOrganization, type NewOrganization } from './create-organization.ts';
export { hasOrganization } from './store.ts';
