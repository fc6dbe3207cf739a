import { type EmbedKind, type Noun, type Operation, permissions } from '@astrocal/contract';
import { changesShared } from '../contract/changes-shared.ts';
import type { IdPlace } from '../contract/example-request.ts';
import type { Holder, Thing } from '../contract/world.ts';
import type { Credential } from './credentials.ts';

/** What a request is about. */
export interface Target {
  readonly name: string;
  readonly id: string;
  /** Null where there is no such thing, or not any more. */
  readonly thing: Thing | null;
  /** True where the text has not even the form of an id of that noun. */
  readonly isMalformed?: true;
}

export type Outcome = 'success' | 'unauthorized' | 'forbidden' | 'not_found' | 'validation_error';

/** What docs/authentication.md says about a request: written from its text, not from the code. */
export function expectedOutcome(
  op: Operation,
  place: IdPlace | null,
  { credential, target }: { credential: Credential; target: Target | null },
): Outcome {
  const { actor } = credential;
  if (op.changesCookie && credential.isOfAnotherSite) return 'forbidden';
  // Whoever is signed in joins as themselves, and the invitation of the example is somebody else's.
  if (op.operationId === 'acceptInvitation' && typeof actor === 'object' && actor.person) return 'forbidden';
  if (op.access === 'open') return 'success';
  if (actor === 'bad') return 'unauthorized';
  if (actor === 'nobody') return outcomeForNobody(op, place, { credential, target });
  if (actor.embed) return outcomeForEmbedded(op, place, { credential, target });
  if (credential.permissions && !credential.permissions.includes(op.permission)) return 'forbidden';
  if (!mayAtAll(actor, op)) return 'forbidden';
  // The organization is of both modes, and keys of test mode change nothing that it shares; people are of both modes.
  if (changesShared(op) && actor.isTest && !actor.person) return 'forbidden';
  if (place === null || target === null) return 'success';
  // Whose times these are is told by the path: by nobody of the matrix but the managers.
  const isOfOther = isOwnOnly(actor, op) && op.path.startsWith('/v1/members/{id}/');
  if (place.role === 'cursor' && isOfOther) return 'forbidden';
  if (place.role === 'cursor') return target.isMalformed ? 'validation_error' : 'success';
  if (place.role === 'filter') return 'success';
  if (isOfOther && place.noun === 'absence' && seesMemberOf(actor, target)) return 'forbidden';
  if (!target.thing || !isReachable(actor, target.thing)) return 'not_found';
  // What the world makes nobody of the matrix hosts but the owner.
  if (isOwnOnly(actor, op) || (place.noun === 'booking' && actor.person?.role === 'member'))
    return 'forbidden';
  // What a body names is not changed, and the times of a member each mode has for itself.
  const isChanged = op.method !== 'GET' && place.part !== 'body' && op.permission === 'members.write';
  return isChanged && isOnlyRead(actor, target.thing) ? 'forbidden' : 'success';
}

/** Test mode knows the members of live mode too, and live mode none that are of test mode alone. */
const seesMemberOf = (actor: Holder, { thing }: Target): boolean =>
  thing?.holder.organizationId === actor.organizationId && (actor.isTest || !thing.holder.isTest);

const granteesOf = ({ permission }: Operation): readonly string[] =>
  permission === undefined ? [] : permissions[permission];

/** Whether the line of the operation's permission names the actor, if only over their own. */
const mayAtAll = (actor: Holder, op: Operation): boolean =>
  granteesOf(op).includes(actor.person?.role ?? 'key') || isOwnOnly(actor, op);

/** Whether the actor may do it to their own alone. */
export const isOwnOnly = ({ person, embed }: Holder, op: Operation): boolean =>
  (person?.role === 'member' || embed?.as === 'host') && granteesOf(op).includes('self');

function outcomeForNobody(
  { access }: Operation,
  place: IdPlace | null,
  { credential, target }: { credential: Credential; target: Target | null },
): Outcome {
  if (access === 'key' || access === 'session') return 'unauthorized';
  // A booking is reached by its token, whatever the operation.
  if (access === 'token' || place?.noun === 'booking')
    return credential.hasRightToken && target?.thing ? 'success' : 'unauthorized';
  return target === null || target.thing ? 'success' : 'not_found';
}

/** What docs/embedding.md says: an embedded session comes to the operations that are listed there, and to what it is for. */
function outcomeForEmbedded(
  op: Operation,
  place: IdPlace | null,
  { credential, target }: { credential: Credential; target: Target | null },
): Outcome {
  const actor = credential.actor as Holder;
  const { as, isReadOnly } = actor.embed as NonNullable<Holder['embed']>;
  if (!op.embed?.includes(as) || (isReadOnly && op.method !== 'GET')) return 'forbidden';
  if (place === null || target === null || place.role === 'filter') return 'success';
  const isOfMember = op.path.startsWith('/v1/members/{id}/');
  if (place.role === 'cursor') return isOfMember ? 'forbidden' : 'success';
  if (isForThing(credential, place, target.thing)) return 'success';
  if (as !== 'host') return 'not_found';
  if (isOfMember) return seesMemberOf(actor, target) ? 'forbidden' : 'not_found';
  return place.noun === 'booking' && target.thing && isReachable(actor, target.thing)
    ? 'forbidden'
    : 'not_found';
}

/** Of which kind of session a thing is what it is for. */
const nounsOf: Readonly<Record<EmbedKind, readonly Noun[]>> = {
  booker: ['event_type', 'embed_session'],
  booking: ['booking'],
  host: ['member', 'absence', 'booking'],
};

/** Whether a request with the credential brings a session for this very thing. */
export const isForThing = (
  { actor, isForTarget }: Credential,
  { noun, role }: IdPlace,
  thing: Thing | null,
): boolean =>
  typeof actor === 'object' &&
  isForTarget === true &&
  role === 'target' &&
  nounsOf[actor.embed?.as ?? 'booker'].includes(noun) &&
  thing?.holder.organizationId === actor.organizationId &&
  thing.holder.isTest === actor.isTest;

/** Whether an actor and a thing are of one organization and one mode, or share the thing; and of one person where it is a person's. */
export const isReachable = (actor: Holder, thing: Thing): boolean =>
  actor.organizationId === thing.holder.organizationId &&
  (thing.isOfBothModes === true ||
    actor.isTest === thing.holder.isTest ||
    (thing.isShared === true && actor.isTest)) &&
  (thing.userId === undefined || thing.userId === actor.person?.userId);

/** Keys of test mode read what it shares with live mode, and change nothing of it; people are of both modes. */
const isOnlyRead = ({ isTest, person }: Holder, { isShared }: Thing): boolean =>
  isShared === true && isTest && person === undefined;
