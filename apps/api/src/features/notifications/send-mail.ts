import { defineAttempts, type Result } from '../../attempts/kind.ts';
import { nextAttemptAt } from '../../attempts/schedule.ts';
import type { Deps } from '../../deps.ts';
import { storable } from '../../lib/text.ts';
import { judgeMail } from './judge-mail.ts';
import { keepRendered, openMail } from './keep-mail.ts';
import { isTooLate, mailSchedule } from './rules.ts';
import { hasTurn, whyPostponed } from './rules-ceiling.ts';
import type { MailRow } from './store.ts';
import { takeTurn } from './take-turn.ts';

/**
 * Hands mails over: what is about one thing reaches one reader in the order in which it was written. What the mail
 * server makes of it is recorded with the mail; when that could not be done it may get the mail twice, with the same
 * Message-ID.
 *
 * Before it, the mail is judged again: one that tells what is no longer so is superseded, and never sent. One whose
 * recipient has had as many as an hour allows waits.
 */
export const sendMail = defineAttempts<MailRow, Deps>({
  name: 'notifications.send',
  table: 'mails',
  lane: 'lane',
  isOrdered: true,
  schedule: mailSchedule,
  // As many as there are connections to the mail server; one is left to others by whoever has very many to send.
  places: {
    total: 4,
    perOwner: 3,
    test: 4,
    perLane: 1,
    unproven: 24,
    unprovenPerOwner: 18,
    claimedPerPlace: 6,
  },
  values: {
    last_error: 'text',
    response: 'text',
    sent_at: 'timestamptz',
    content_sealed: 'bytea',
    facts_sealed: 'bytea',
  },
  reason: 'last_error',
  async perform(deps, mail) {
    const now = deps.clock.now();
    const superseded = await judgeMail(deps, mail, now);
    if (superseded !== null)
      return { is: 'unwanted', status: 'superseded', values: { last_error: superseded } };
    if (isTooLate({ expiresAt: mail.expires_at?.getTime() ?? null, now }))
      return failed(deps, mail, { forGood: true, reason: 'It could not be sent before it was of no use.' });
    // There is none any more.
    if (!deps.mail.sender) return { is: 'unwanted', status: 'captured', values: {} };
    const turn = hasTurn(mail) ? await takeTurn(deps, mail) : null;
    if (turn !== null) return postponed(deps, turn);
    const sent = openMail(deps, mail);
    const answer = await deps.mail.sender.send(sent);
    const { messageId: _, date: __, ...rendered } = sent;
    const kept = mail.content_sealed ? {} : keepRendered(deps, mail, rendered);
    if (!answer.ok) return failed(deps, mail, { forGood: answer.permanent, reason: answer.reason, kept });
    const at = new Date(deps.clock.now());
    const values = {
      response: storable(answer.response.slice(0, 500)),
      last_error: null,
      sent_at: at,
      ...kept,
    };
    return { is: 'done', status: 'sent', values };
  },
});

const postponed = ({ mail: { ceiling } }: Deps, turn: number): Result => ({
  is: 'postponed',
  until: new Date(turn),
  values: { last_error: whyPostponed(ceiling) },
});

function failed(
  { clock, logger }: Deps,
  mail: MailRow,
  { forGood, reason, kept = {} }: { forGood: boolean; reason: string; kept?: Partial<MailRow> },
): Result {
  const { organization_id, id: mail_id, expires_at } = mail;
  const attempts = mail.attempts + 1;
  const expiresAt = expires_at?.getTime() ?? null;
  const given = { now: clock.now(), random: 0, hintMs: null, expiresAt };
  if (forGood || nextAttemptAt(mailSchedule, attempts, given) === null)
    logger.warn(
      { organization_id, mail_id, attempts },
      'A mail was not delivered and is not tried again; its row says why.',
    );
  return { is: 'failed', forGood, values: { last_error: storable(reason.slice(0, 500)), ...kept } };
}
