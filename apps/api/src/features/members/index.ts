export { addOwner } from './add-owner.ts';
export { findOwner, nameOfMember } from './store.ts';
