import type { Feature } from '../feature.ts';
import { mountMembers } from './routes.ts';

export { addOwner } from './add-owner.ts';
export {
  findMemberAccount,
  findMembership,
  findOwner,
  findOwnerWithoutAccount,
  linkAccount,
  type Membership,
  nameOfMember,
} from './store.ts';

export const members: Feature = {
  name: 'members',
  tables: ['members'],
  mount: mountMembers,
};
