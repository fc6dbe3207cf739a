import type { Deps } from '../../deps.ts';
import { type DataOf, handleJob } from '../../jobs/definition.ts';
import { sendMailJob } from './jobs.ts';
import { judgeMail } from './judge-mail.ts';
import { keepRendered, openMail } from './keep-mail.ts';
import { decideOutcome, isTooLate, type MailOutcome } from './rules.ts';
import { claimAttempt, finishAttempt, type MailRow, waitsForEarlier } from './store.ts';

type Attempt = DataOf<typeof sendMailJob>;

const orderPauseMs = 1_000;

/**
 * Makes one attempt at handing a mail over. What the mail server makes of it is recorded with the mail, and the next
 * attempt is a new job; this one is run again only when it could not be recorded. Then the mail server may get the
 * mail twice, with the same Message-ID.
 *
 * Before it, the mail is judged again: one that tells what is no longer so is superseded, and never sent.
 */
export const sendMail = handleJob(sendMailJob, async (deps: Deps, { id: jobId, data }) => {
  const { db } = deps.database;
  const mail = await claimAttempt(db, data, jobId);
  if (!mail) return (await waitsForEarlier(db, data)) ? askAgainSoon(deps, data) : undefined;
  const superseded = await judgeMail(db, mail, deps.clock.now());
  if (superseded !== null) return supersede(deps, mail, superseded);
  const made = await tryToSend(deps, mail);
  if (made === null) return capture(deps, mail);
  const { outcome } = made;
  await recordOutcome(deps, mail, made);
  if (outcome.status === 'failed')
    deps.logger.warn(
      { organization_id: mail.organization_id, mail_id: mail.id, attempts: mail.attempts + 1 },
      'A mail was not delivered and is not tried again; its row says why.',
    );
});

interface Made {
  readonly outcome: MailOutcome;
  /** How the row keeps what was sent; nothing where it was not. */
  readonly kept?: Partial<MailRow>;
}

/** Null where there is no mail server (any more). */
async function tryToSend(deps: Deps, mail: MailRow): Promise<Made | null> {
  const expiresAt = mail.expires_at?.getTime() ?? null;
  if (isTooLate({ expiresAt, now: deps.clock.now() }))
    return { outcome: { status: 'failed', reason: 'It could not be sent before it was of no use.' } };
  if (!deps.mail.sender) return null;
  const sent = openMail(deps, mail);
  const answer = await deps.mail.sender.send(sent);
  const outcome = decideOutcome(answer, { attempt: mail.attempts, now: deps.clock.now(), expiresAt });
  if (mail.content_sealed) return { outcome };
  const { messageId: _, date: __, ...rendered } = sent;
  return { outcome, kept: keepRendered(deps, mail, rendered) };
}

/** What is about one thing reaches one reader in the order in which it was written. */
const askAgainSoon = ({ database, queue, clock }: Deps, data: Attempt): Promise<void> =>
  database.inTransaction((tx) =>
    queue.enqueue(tx, sendMailJob, data, { startAfter: new Date(clock.now() + orderPauseMs) }),
  );

const supersede = ({ database }: Deps, mail: MailRow, reason: string): Promise<void> =>
  database.inTransaction(async (tx) => {
    await finishAttempt(tx, mail, { status: 'superseded', last_error: reason });
  });

const capture = ({ database }: Deps, mail: MailRow): Promise<void> =>
  database.inTransaction(async (tx) => {
    await finishAttempt(tx, mail, { status: 'captured' });
  });

const recordOutcome = (
  { database, queue, clock }: Deps,
  mail: MailRow,
  { outcome, kept }: Made,
): Promise<void> =>
  database.inTransaction(async (tx) => {
    const attempts = mail.attempts + 1;
    const isOurs = await finishAttempt(tx, mail, { attempts, ...kept, ...changesOf(outcome, clock.now()) });
    if (!isOurs || outcome.status !== 'pending') return;
    await queue.enqueue(
      tx,
      sendMailJob,
      { organizationId: mail.organization_id, mailId: mail.id, attempt: attempts },
      { startAfter: new Date(outcome.nextAttemptAt) },
    );
  });

function changesOf(outcome: MailOutcome, now: number): Partial<MailRow> {
  const { status } = outcome;
  if (status === 'sent')
    return { status, response: outcome.response.slice(0, 500), last_error: null, sent_at: new Date(now) };
  const changes = { status, last_error: outcome.reason.slice(0, 500) };
  return status === 'failed' ? changes : { ...changes, next_attempt_at: new Date(outcome.nextAttemptAt) };
}
