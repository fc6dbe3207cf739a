import { expect, test } from 'vitest';
import { useMailScene } from '../../../test/harness/mail-scene.ts';
import { claimOne, giveBack } from '../../attempts/claim.ts';
import { tell } from '../events/tell.ts';
import { sendMail } from './send-mail.ts';

// A process of the release before this one holds a mail by claimed_by, the id of its job. These are its statements.
const scene = useMailScene();

const run = async (text: string, ...values: unknown[]) =>
  (await scene.api.deps.database.queueConnection.executeSql(text, values)).rows;

/** A mail that nobody has tried to send. */
async function written(): Promise<string> {
  const { api, org } = scene;
  const { id } = await org.eventType({ reminder_intervals: [] });
  await org.booked(id, '2026-06-15T14:00:00Z');
  const { organizationId } = org;
  for (const event of await run('select * from events where organization_id = $1', organizationId))
    await tell.perform(api.deps, event as never, new AbortController().signal);
  const [mail] = await run('select id from mails where organization_id = $1 limit 1', organizationId);
  return String(mail?.id);
}

const olderClaim = (id: string, job: string) =>
  run(
    `update mails set claimed_by = $3 where organization_id = $1 and id = $2 and status = 'pending' and attempts = 0
      and (claimed_by is null or claimed_by = $3) returning id`,
    scene.org.organizationId,
    id,
    job,
  );
const claim = (id: string, now = Date.now()) =>
  claimOne(scene.api.deps.database.queueConnection, sendMail, {
    organization_id: scene.org.organizationId,
    id,
    now,
  });

test('what an older process sends is not sent from here, unless it has died', async () => {
  const id = await written();
  expect(await olderClaim(id, 'job-1')).toHaveLength(1);
  expect(await claim(id)).toBeUndefined();
  // Its next attempt, when it has recorded this one.
  await run('update mails set claimed_by = null, attempts = 1 where id = $1', id);
  expect(await claim(id)).toBeDefined();
});

test('what an older process has for more than five minutes is taken over, and it knows', async () => {
  const id = await written();
  await olderClaim(id, 'job-1');
  expect(await claim(id, Date.now() + 6 * 60_000)).toBeDefined();
  expect(await olderClaim(id, 'job-1')).toEqual([]);
});

test('what is sent from here no older process sends, until it is given back', async () => {
  const id = await written();
  const claimed = await claim(id);
  expect(await olderClaim(id, 'job-1')).toEqual([]);
  await giveBack(scene.api.deps.database.queueConnection, sendMail, claimed ? [claimed] : []);
  expect(await olderClaim(id, 'job-1')).toHaveLength(1);
});
