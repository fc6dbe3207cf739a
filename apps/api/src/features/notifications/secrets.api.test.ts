import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { createTestApi } from '../../../test/harness/api.ts';
import { startMailServer } from '../../../test/harness/mail-server.ts';
import { createTestOrganization } from '../../../test/harness/organization.ts';
import { runDueJobs } from '../../../test/harness/run-due-jobs.ts';
import type { Database } from '../../db/database.ts';
import { createLogger } from '../../lib/logger.ts';
import { openMail } from './keep-mail.ts';

const marked = {
  attendees: [
    { name: 'Marker Of The Name', email: 'marker-of-the-address@example.com' },
    { name: 'Other', email: 'other@example.com' },
  ],
  notes: 'marker-of-the-notes',
};

describe.each(['postgres', 'embedded'] as const)('what mails hold (%s)', (kind) => {
  test('is in no log and no job, and the token is nowhere in the database unsealed', async () => {
    const lines: string[] = [];
    const logger = createLogger('trace', { write: (line) => lines.push(line) });
    const server = await startMailServer();
    const api = await createTestApi(kind, { logger, mail: server.settings });
    const { database } = api.deps;
    const jobs: string[] = [];
    try {
      // Finished jobs are deleted: what was ever enqueued is kept here.
      await database.queueConnection.executeSql(`
        create table job_log (data text);
        create function keep_job() returns trigger language plpgsql as
          $$ begin insert into public.job_log values (new.name || ' ' || new.data::text); return new; end $$;
        create trigger keep_job after insert on pgboss.job for each row execute function keep_job();`);
      const org = await createTestOrganization(api, 'live');
      const { id } = await org.eventType({ max_attendees: 2, reminder_intervals: [60] });
      const booking = await org.booked(id, '2026-06-15T14:00:00Z', marked);
      await runDueJobs(api);
      server.manner = { data: 452 };
      await org.call('POST', `/v1/bookings/${booking.id}/reschedule`, {
        new_start_time: '2026-06-15T15:00:00Z',
      });
      await runDueJobs(api);
      server.manner = { data: 552 };
      await org.call('POST', `/v1/bookings/${booking.id}/cancel`);
      await runDueJobs(api);

      // The premise: mails with the token were written, sent, put off and refused.
      const mails = await database.db.selectFrom('mails').selectAll().execute();
      expect(mails.map(({ status }) => status).sort()).toEqual([
        ...Array(3).fill('failed'),
        ...Array(3).fill('pending'),
        ...Array(3).fill('sent'),
      ]);
      const token: string = booking.cancel_token;
      expect(mails.filter((mail) => JSON.stringify(openMail(api.deps, mail)).includes(token))).toHaveLength(
        3,
      );
      const { rows: log } = await sql<{ data: string }>`select data from job_log`.execute(database.db);
      jobs.push(...log.map(({ data }) => data));
      expect(jobs.filter((data) => data.startsWith('notifications.remind')).length).toBeGreaterThan(1);
      expect(lines.filter((line) => line.includes('was not delivered')).length).toBe(3);

      for (const secret of [token, 'arker Of The Name', 'marker-of-the']) {
        expect(lines.filter((line) => line.includes(secret))).toEqual([]);
        expect(jobs.filter((data) => data.includes(secret))).toEqual([]);
      }
      const dumped = await dump(database);
      expect(dumped).toContain('marker-of-the-notes'); // the booking's own row
      expect(dumped).not.toContain(token);
      expect(dumped).not.toContain(Buffer.from(token).toString('hex'));
    } finally {
      await api.close();
      await server.close();
    }
  });
});

/** Every row of every table as text. */
async function dump(database: Pick<Database, 'db'>): Promise<string> {
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema')`.execute(database.db);
  const texts: string[] = [];
  for (const { name } of tables) {
    const { rows } = await sql<{ row: string }>`select t::text as row from ${sql.raw(name)} t`.execute(
      database.db,
    );
    texts.push(...rows.map(({ row }) => row));
  }
  return texts.join('\n');
}
