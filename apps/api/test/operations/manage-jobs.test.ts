import path from 'node:path';
import { expect, test } from 'vitest';
import { openEmbeddedDatabase } from '../../src/db/embedded.ts';
import { openPostgres } from '../../src/db/postgres.ts';
import { createEmptyDatabase } from '../harness/empty-database.ts';
import { type Environment, startMain, temporaryDirectory } from '../harness/main-process.ts';
import { runCommand } from '../harness/run-command.ts';

/** `npm run jobs -- …` in `directory`, without npm. */
const jobs = (directory: string, environment: Environment, ...args: string[]) =>
  runCommand({ script: 'manage-jobs', directory, environment }, ...args);

const id = '0b7bd28e-3c53-4b43-9b9c-6c6f5f2d6a10';
/** A job of a booking that is gone: doing it is doing nothing. */
const givenUp = `insert into pgboss.job (id, name, data, state, retry_limit, retry_count, completed_on, output, policy)
  values ('${id}', 'bookings.expire-unpaid', '{"organizationId": "org_gone", "bookingId": "bkg_gone"}', 'failed', 20, 20, now(),
    '{"message": "The database was away."}', 'standard')`;
const stateOf = `select state::text from pgboss.job where id = '${id}'`;
const failed = expect.stringMatching(
  new RegExp(
    `^${id} {2}bookings\\.expire-unpaid {2}.*Z {2}after 21 tries\\n {4}The database was away\\.\\n.*bkg_gone`,
  ),
);

test('jobs of an embedded database are looked at and tried again while the server is stopped', {
  timeout: 120_000,
}, async () => {
  const directory = await temporaryDirectory();
  expect(await jobs(directory, {}, 'list')).toEqual({
    code: 1,
    said: expect.stringContaining('no embedded database'),
  });
  const server = await startMain(directory);
  await server.said();
  expect(await jobs(directory, {}, 'list')).toEqual({
    code: 1,
    said: expect.stringContaining(`is already open in process ${server.pid}. Stop that process first`),
  });
  expect(await server.ended('SIGTERM')).toBe(0);
  expect(await jobs(directory, {}, 'failed')).toEqual({
    code: 0,
    said: 'No job was given up in the last 30 days.\n',
  });

  const open = () =>
    openEmbeddedDatabase({ dataDir: path.join(directory, '.astrocal/database'), logger: console });
  const database = await open();
  await database.queueConnection.executeSql(givenUp);
  await database.close();
  expect(await jobs(directory, {}, 'failed')).toEqual({ code: 0, said: failed });
  expect(await jobs(directory, {}, 'retry', id)).toEqual({
    code: 0,
    said: '1 job is done again when the server is started.\n',
  });
  const after = await open();
  expect((await after.queueConnection.executeSql(stateOf)).rows).toEqual([{ state: 'retry' }]);
  await after.close();
});

test('jobs of a PostgreSQL database are done again by the server that runs', {
  timeout: 120_000,
}, async () => {
  const directory = await temporaryDirectory();
  const { url } = await createEmptyDatabase();
  const environment = { DATABASE_URL: url };
  expect(await jobs(directory, environment, 'list')).toEqual({
    code: 1,
    said: 'No server was ever started on this database.\n',
  });
  const server = await startMain(directory, environment);
  await server.said();
  const database = openPostgres({ url, poolSize: 1, logger: console });
  const state = async () => (await database.queueConnection.executeSql(stateOf)).rows[0]?.state;
  try {
    await database.queueConnection.executeSql(givenUp);
    expect(await jobs(directory, environment, 'list')).toEqual({
      code: 0,
      said: expect.stringMatching(
        /^job +deferred +ready +active +failed\nbookings\.expire-unpaid +0 +0 +0 +1\n$/,
      ),
    });
    expect(await jobs(directory, environment, 'failed')).toEqual({ code: 0, said: failed });
    expect(await jobs(directory, environment, 'retry', '--all')).toMatchObject({ code: 0 });
    await expect.poll(state).toBe('completed');
    expect(await jobs(directory, environment, 'retry', id)).toEqual({
      code: 1,
      said: expect.stringContaining(`There is no job ${id} that was given up`),
    });
    await database.queueConnection.executeSql(`update pgboss.job set state = 'failed' where id = '${id}'`);
    expect(await jobs(directory, environment, 'drop', id)).toMatchObject({ code: 0 });
    expect(await state()).toBeUndefined();
    await database.queueConnection.executeSql(`insert into webhook_endpoints
      select id, 'whk_gone', false, 'https://gone.example', '{}', true, null, '', null, null, 0, null, now(), now(), now()
      from organizations`);
    await database.queueConnection.executeSql(`insert into webhook_deliveries (organization_id, id, is_test, endpoint_id,
        message_id, cause, event, body, status, attempts, attempts_before, faults, fault, given_up_at, created_at)
      select organization_id, 'whd_given_up', false, id, 'msg', 'event', 'booking.created', '{}', 'failed', 0, 0, 21,
        'The code is wrong.', now(), now() from webhook_endpoints`);
    expect(await jobs(directory, environment, 'list')).toEqual({
      code: 0,
      said: expect.stringMatching(/^webhooks\.deliver +0 +0 +0 +1$/m),
    });
    expect(await jobs(directory, environment, 'failed')).toEqual({
      code: 0,
      said: expect.stringMatching(
        /whd_given_up {2}webhooks\.deliver {2}.*Z {2}after 21 tries\n {4}The code is wrong\.\n.*organizationId/,
      ),
    });
    expect(await jobs(directory, environment, 'retry', 'whd_given_up')).toMatchObject({ code: 0 });
    const ended = `select error from webhook_deliveries where status = 'failed'`;
    await expect
      .poll(async () => (await database.queueConnection.executeSql(ended)).rows)
      .toEqual([{ error: 'The endpoint was deleted.' }]);
    for (const wrong of [[], ['retry'], ['list', 'all'], ['stop']])
      expect(await jobs(directory, environment, ...wrong)).toEqual({
        code: 1,
        said: expect.stringContaining('npm run jobs -- list'),
      });
  } finally {
    await database.close();
  }
});
