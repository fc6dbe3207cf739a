import type { Feature } from '../feature.ts';
import { freeFormerSlugs } from './free-slugs.ts';
import { mountOrganizations } from './routes.ts';

export { changeOrganization, withLogo } from './change-organization.ts';
export { createOrganization, type NewOrganization } from './create-organization.ts';
export { presentOrganization } from './present.ts';
export {
  findFirstOrganization,
  findOrganization,
  hasOrganization,
} from './store.ts';
export { findLogo } from './store-logos.ts';

export const organizations: Feature = {
  name: 'organizations',
  tables: ['organizations', 'organization_logos', 'former_slugs'],
  mount: mountOrganizations,
  forget: freeFormerSlugs,
};
