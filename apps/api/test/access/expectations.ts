import type { Operation } from '@astrocal/contract';
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
  if (op.access === 'open') return 'success';
  if (actor === 'bad') return 'unauthorized';
  if (actor === 'nobody') return outcomeForNobody(op, place, { credential, target });
  // The organization is of both modes, and test mode changes nothing that it shares.
  if (changesShared(op) && actor.isTest) return 'forbidden';
  if (place === null || target === null) return 'success';
  if (place.role === 'cursor') return target.isMalformed ? 'validation_error' : 'success';
  if (place.role === 'filter') return 'success';
  if (!target.thing || !isReachable(actor, target.thing)) return 'not_found';
  // What a body names is not changed, and the times of a member each mode has for itself.
  const isChanged = op.method !== 'GET' && place.part !== 'body' && permissionOf(op) === 'members.write';
  return isChanged && isOnlyRead(actor, target.thing) ? 'forbidden' : 'success';
}

function outcomeForNobody(
  { access }: Operation,
  place: IdPlace | null,
  { credential, target }: { credential: Credential; target: Target | null },
): Outcome {
  if (access === 'key') return 'unauthorized';
  // A booking is reached by its token, whatever the operation.
  if (access === 'token' || place?.noun === 'booking')
    return credential.hasRightToken && target?.thing ? 'success' : 'unauthorized';
  return target === null || target.thing ? 'success' : 'not_found';
}

const permissionOf = (op: Operation) => (op.access === 'open' ? null : op.permission);

/** Whether a key and a thing are of one organization and one mode, or share the thing. */
export const isReachable = (key: Holder, thing: Thing): boolean =>
  key.organizationId === thing.holder.organizationId &&
  (thing.isOfBothModes === true || key.isTest === thing.holder.isTest || isOnlyRead(key, thing));

/** Test mode reads what it shares with live mode, and changes nothing of it. */
const isOnlyRead = (key: Holder, { isShared }: Thing): boolean => isShared === true && key.isTest;
