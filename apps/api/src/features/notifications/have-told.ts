import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import type { RowKey } from '../../jobs/row-key.ts';
import { mailWaitlistJoinedJob, mailWebhookDisabledJob } from './jobs.ts';

/** Has whoever joined a waitlist told which place they have. */
export const haveJoinedTold = ({ queue }: Deps, tx: Tx, { organization_id, id }: RowKey): Promise<void> =>
  queue.enqueue(tx, mailWaitlistJoinedJob, { organization_id, id });

/** Has the owner of an organization told that one of its webhooks was switched off. */
export const haveSwitchedOffTold = (
  { queue }: Deps,
  tx: Tx,
  { organization_id, id }: RowKey,
): Promise<void> => queue.enqueue(tx, mailWebhookDisabledJob, { organization_id, id });
