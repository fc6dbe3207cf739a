import { expect, test } from 'vitest';
import { patience } from '../../../../packages/scheduling/test/proof-size.ts';
import { temporaryDirectory } from '../harness/main-process.ts';
import { callServer, expectStatus } from '../harness/race-world.ts';
import { reportFigure } from '../harness/report-figure.ts';
import type { SeededOrganization } from '../harness/seed.ts';
import { expectArrived } from './arrivals.ts';
import { makeEmbedded, openEmbedded, prepareEventTypes, startProcess } from './crash-world.ts';
import { eventually } from './holds.ts';
import { createOutside, type Outside } from './outside.ts';
import { openProof } from './proof.ts';
import { kills, seed } from './settings.ts';

// P4 without PostgreSQL. `ASTROCAL_PROOF_KILLS=20 npx vitest run apps/api/test/crash/outbox-embedded`
// The one process is killed while a webhook or a mail that it has sent waits for its answer.

const kinds = ['webhooks', 'mails'] as const;
const deliveredWithin = { timeout: 120_000, interval: 250 };

test('what a killed process with the embedded database has committed arrives', patience, async () => {
  const outside = await createOutside();
  const directory = await temporaryDirectory();
  const organizations = await makeEmbedded(directory);
  const start = () => startProcess(directory, outside.environment);
  let server = await start();
  await prepareEventTypes(organizations, server.url);
  await outside.subscribe(organizations, server.url);
  const { writing, choose, ...proof } = openProof(organizations, () => server.url);
  let slowestMs = 0;
  for (let kill = 0; kill < kills; kill++) {
    const held = kinds.map(outside.hold);
    const before = outside.arrived;
    writing.start();
    await writing.until('acknowledged', 10 + choose(30));
    await writing.stop();
    for (const what of kinds)
      await expect.poll(() => outside.arrived[what], eventually).toBeGreaterThan(before[what]);
    await server.ended('SIGKILL');
    for (const letGo of held) letGo(kill % 2 ? 'lost' : 'kept');
    server = await start();
    const since = performance.now();
    await expect.poll(() => missing(outside, organizations, server.url), deliveredWithin).toEqual([]);
    slowestMs = Math.max(slowestMs, performance.now() - since);
  }
  await expect.poll(() => pending(organizations, server.url), deliveredWithin).toEqual([]);
  expect(await server.ended('SIGTERM')).toBe(0);
  const database = await openEmbedded(directory);
  const tables = {
    query: async (text: string, values: readonly unknown[] = []) =>
      (await database.queueConnection.executeSql(text, [...values])).rows as never[],
  };
  const { webhooks, mails, twice } = await expectArrived(outside, tables);
  await proof.check(tables);
  await database.close();
  await outside.close();
  expect(twice).toBeGreaterThan(0); // the premise: it died after some were sent
  reportFigure('P4 embedded database killed after webhooks and mails', {
    seed: String(seed),
    kills,
    webhooks,
    mails,
    'arrived again under their id': twice,
    'seconds until all had arrived, at most': Math.ceil(slowestMs / 1000),
    missing: 0,
  });
});

const mailed = ['booking.confirmed', 'booking.rescheduled', 'booking.cancelled'];

/** What the log tells and has not arrived: nobody but the server can look into its database. */
async function missing(
  outside: Outside,
  organizations: readonly SeededOrganization[],
  url: string,
): Promise<string[]> {
  const arrived = new Set(outside.messages.map(({ messageId }) => messageId));
  const found: string[] = [];
  const told = new Set<string>();
  for (const { key } of organizations) {
    for (const { id, event, data } of await readLog(key, url)) {
      if (!arrived.has(id)) found.push(id);
      if (mailed.includes(event)) told.add(data.id);
    }
  }
  // The newest state of each booking supersedes those before it, so that one mail is certain: to invitee and to host.
  const readers = Map.groupBy(outside.mails, ({ raw }) => /^References: <([^@]+)@/im.exec(raw)?.[1]);
  for (const id of told)
    if (new Set(readers.get(id)?.map(({ to }) => to.join())).size < 2) found.push(`mails about ${id}`);
  return found;
}

/** The mails that wait: one about a move does for half a minute, for another move. */
async function pending(organizations: readonly SeededOrganization[], url: string): Promise<unknown[]> {
  const ask = ({ key }: SeededOrganization) => callServer(`${url}/v1/mails?status=pending`, 'GET', key);
  const answers = await Promise.all(organizations.map(ask));
  return answers.flatMap((answer) => expectStatus(200, answer).body.data);
}

interface Told {
  readonly id: string;
  readonly event: string;
  readonly data: { readonly id: string };
}

async function readLog(key: string, url: string): Promise<Told[]> {
  const log: Told[] = [];
  for (;;) {
    const after = log.length > 0 ? `&starting_after=${log.at(-1)?.id}` : '';
    const page = expectStatus(200, await callServer(`${url}/v1/events?limit=100${after}`, 'GET', key)).body;
    log.push(...page.data);
    if (!page.has_more) return log;
  }
}
