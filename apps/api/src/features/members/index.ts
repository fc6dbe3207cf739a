import type { Feature } from '../feature.ts';
import { memberJoined, memberRemoved } from './facts.ts';
import { mountMembers } from './routes.ts';
import { findMemberId } from './store-members.ts';

export { addOwner } from './add-owner.ts';
export { memberJoined, memberRemoved } from './facts.ts';
export { joinOrganization, mayBecome } from './join-organization.ts';
export { refuseTooManyMembers } from './most-members.ts';
export { bookingsAhead, handOver, hostLeft, memberTimesChanged } from './ports.ts';
export { renameOwner } from './rename-owner.ts';
export { reachesRole, roleReaches } from './roles.ts';
export { taken as takenByMember } from './rules.ts';
export {
  findMemberAccount,
  findMemberByEmail,
  findMembership,
  findMemberZone,
  findOwner,
  findOwnerWithoutAccount,
  findStanding,
  hostOfMember,
  isActiveMember,
  isAnyMember,
  keepMembers,
  linkAccount,
  type MemberKey,
  type Membership,
  type MemberZone,
  nameOfMember,
  noteSeen,
} from './store.ts';
export {
  countDealtWith,
  findUnfinishedRemoval,
  finishRemoval,
  noteFailure,
  type RemovalRow,
} from './store-removals.ts';

export const members: Feature = {
  name: 'members',
  tables: ['members', 'member_removals'],
  externalIds: { member: findMemberId },
  mount: mountMembers,
  facts: [memberJoined, memberRemoved],
};
