import type { Feature } from '../feature.ts';
import { freeFormerSlugs } from './free-slugs.ts';
import { mountOrganizations } from './routes.ts';

export { changeOrganization } from './change-organization.ts';
export { createOrganization, type NewOrganization } from './create-organization.ts';
export { presentOrganization } from './present.ts';
export {
  findFirstOrganization,
  findOrganization,
  hasOrganization,
} from './store.ts';

export const organizations: Feature = {
  name: 'organizations',
  tables: ['organizations', 'former_slugs'],
  mount: mountOrganizations,
  forget: freeFormerSlugs,
};
