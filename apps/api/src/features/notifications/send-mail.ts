import type { Deps } from '../../deps.ts';
import { defineJob } from '../../jobs/definition.ts';
import { openMail } from './post-mails.ts';
import { decideOutcome, isTooLate, type Outcome } from './rules.ts';
import { claimAttempt, finishAttempt, type MailRow } from './store.ts';

interface Attempt {
  readonly organizationId: string;
  readonly mailId: string;
  /** How many there were before: the job of an attempt that was made does nothing. */
  readonly attempt: number;
}

/**
 * Makes one attempt at handing a mail over. What the mail server makes of it is recorded with the mail, and the next
 * attempt is a new job; this one is run again only when it could not be recorded. Then the mail server may get the
 * mail twice, with the same Message-ID.
 */
export const sendMail = defineJob<Attempt, Deps>()({
  name: 'notifications.send',
  retryLimit: 20,
  retryDelayMaxSeconds: 300,
  concurrency: 4,
  async handle(deps, { id: jobId, data }) {
    const mail = await claimAttempt(deps.database.db, data, jobId);
    if (!mail) return;
    const outcome = await tryToSend(deps, mail);
    if (outcome === null) return capture(deps, mail);
    await recordOutcome(deps, mail, outcome);
    if (outcome.status === 'failed')
      deps.logger.warn(
        { organization_id: mail.organization_id, mail_id: mail.id, attempts: mail.attempts + 1 },
        'A mail was not delivered and is not tried again; its row says why.',
      );
  },
});

/** Null where there is no mail server (any more). */
async function tryToSend(deps: Deps, mail: MailRow): Promise<Outcome | null> {
  const expiresAt = mail.expires_at?.getTime() ?? null;
  if (isTooLate({ expiresAt, now: deps.clock.now() }))
    return { status: 'failed', reason: 'It could not be sent before it was of no use.' };
  if (!deps.mail.sender) return null;
  const answer = await deps.mail.sender.send(openMail(deps, mail));
  return decideOutcome(answer, { attempt: mail.attempts, now: deps.clock.now(), expiresAt });
}

const capture = ({ database }: Deps, mail: MailRow): Promise<void> =>
  database.inTransaction(async (tx) => {
    await finishAttempt(tx, mail, { status: 'captured' });
  });

const recordOutcome = ({ database, queue, clock }: Deps, mail: MailRow, outcome: Outcome): Promise<void> =>
  database.inTransaction(async (tx) => {
    const attempts = mail.attempts + 1;
    const isOurs = await finishAttempt(tx, mail, { attempts, ...changesOf(outcome, clock.now()) });
    if (!isOurs || outcome.status !== 'pending') return;
    await queue.enqueue(
      tx,
      'notifications.send',
      { organizationId: mail.organization_id, mailId: mail.id, attempt: attempts },
      { startAfter: new Date(outcome.nextAttemptAt) },
    );
  });

function changesOf(outcome: Outcome, now: number): Partial<MailRow> {
  const { status } = outcome;
  if (status === 'sent')
    return { status, response: outcome.response.slice(0, 500), last_error: null, sent_at: new Date(now) };
  const changes = { status, last_error: outcome.reason.slice(0, 500) };
  return status === 'failed' ? changes : { ...changes, next_attempt_at: new Date(outcome.nextAttemptAt) };
}
