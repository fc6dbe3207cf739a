import type { Feature } from '../feature.ts';
import { mountMembers } from './routes.ts';

export { addOwner } from './add-owner.ts';
export {
  findMemberZone,
  findOwner,
  hostOfMember,
  keepMembers,
  type MemberZone,
  nameOfMember,
} from './store.ts';

export const members: Feature = {
  name: 'members',
  tables: ['members'],
  mount: mountMembers,
};
