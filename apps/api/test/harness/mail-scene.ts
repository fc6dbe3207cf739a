import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { TestApi } from './api.ts';
import { createTestApi, testStart } from './api.ts';
import type { DatabaseKind } from './databases.ts';
import { type MailServer, type ReadMail, readMails, startMailServer } from './mail-server.ts';
import { createTestOrganization, type TestOrganization } from './organization.ts';
import { runDueJobs } from './run-due-jobs.ts';

export interface MailScene {
  readonly api: TestApi;
  /** Acts in live mode. */
  readonly org: TestOrganization;
  readonly server: MailServer;
  /** Runs what is due; the mails that this brought, in the order of their recipients. */
  arriving(): Promise<ReadMail[]>;
}

/** Gives a test file one API that sends mail to a real server, and each of its tests a new organization. */
export function useMailScene(kind: DatabaseKind = 'postgres', { timeoutMs = 5_000 } = {}): MailScene {
  const scene = {
    async arriving() {
      const before = scene.server.received.length;
      await runDueJobs(scene.api);
      return readMails(scene.server.received.slice(before));
    },
  } as { -readonly [Name in keyof MailScene]: MailScene[Name] };
  beforeAll(async () => {
    scene.server = await startMailServer({ timeoutMs });
    scene.api = await createTestApi(kind, { mail: scene.server.settings });
  });
  beforeEach(async () => {
    scene.api.clock.moveTo(testStart);
    scene.server.manner = 'takes';
    // What the test before left for later would come due in this one.
    await scene.api.deps.database.queueConnection.executeSql(`delete from pgboss.job;
      update mails set status = 'failed', next_attempt_at = null where status = 'pending';
      update events set status = 'told', next_attempt_at = null where status = 'pending'`);
    scene.org = await createTestOrganization(scene.api, 'live');
  });
  afterAll(async () => {
    await scene.api.close();
    await scene.server.close();
  });
  return scene;
}

/** The page of a booking that a mail links to, with its token. */
export function linkOf({ text = '' }: ReadMail): URL | null {
  const found = /^https?:\/\/\S+\/bookings\/\S+$/m.exec(text);
  return found && new URL(found[0]);
}
