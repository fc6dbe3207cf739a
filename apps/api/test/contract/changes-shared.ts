import type { Operation } from '@astrocal/contract';

/** Whether the operation changes what both modes have: a test key may not (docs/sandbox.md). */
export const changesShared = ({ tag, method }: Operation): boolean =>
  (tag === 'Organization' || tag === 'Invitations') && method !== 'GET';
