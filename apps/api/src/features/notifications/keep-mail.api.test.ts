import { describe, expect, test } from 'vitest';
import { useMailScene } from '../../../test/harness/mail-scene.ts';
import { runDueJobs } from '../../../test/harness/run-due-jobs.ts';
import { openMail } from './keep-mail.ts';

const minute = 60_000;

describe.each(['postgres', 'embedded'] as const)('a mail in its row (%s)', (kind) => {
  const scene = useMailScene(kind);

  const rows = () =>
    scene.api.deps.database.db
      .selectFrom('mails')
      .selectAll()
      .where('organization_id', '=', scene.org.organizationId)
      .orderBy('recipient_role', 'desc')
      .execute();
  const bookFor = async (guests = 0, start = '2026-06-15T14:00:00Z') => {
    const { id } = await scene.org.eventType({ reminder_intervals: [], max_attendees: 60 });
    const attendees = Array.from({ length: guests + 1 }, (_, n) => ({
      name: `Guest ${n}`,
      email: `guest-${n}@example.com`,
    }));
    await scene.org.booked(id, start, { attendees, metadata: { long: 'x'.repeat(400) } });
  };
  /** The mail server takes nothing; what is due is tried. */
  const whilePutOff = async (deps = scene.api.deps) => {
    scene.server.manner = { data: 451 };
    await runDueJobs({ deps, clock: scene.api.clock });
    scene.server.manner = 'takes';
  };

  test('is what it is rendered from, until its first attempt; then it is what was sent', async () => {
    await bookFor();
    await runDueJobs({
      deps: { ...scene.api.deps, mail: { ...scene.api.deps.mail, sender: null } },
      clock: scene.api.clock,
    });
    const captured = await rows();
    for (const { content_sealed, facts_sealed } of captured) {
      expect(content_sealed).toBeNull();
      expect(facts_sealed?.length).toBeLessThan(1_600);
    }
    expect(openMail(scene.api.deps, captured[0] as never).html).toContain('You’re booked');

    await bookFor(0, '2026-06-16T14:00:00Z');
    await whilePutOff();
    const [attempted] = (await rows()).filter(({ status }) => status === 'pending');
    expect(attempted?.facts_sealed).toBeNull();
    expect(attempted?.content_sealed?.length).toBeGreaterThan(6_000);
  });

  test('is sent as it was at its first attempt, though the server is reached elsewhere by now', async () => {
    await bookFor();
    await whilePutOff();
    scene.api.clock.moveBy(minute);
    const before = scene.server.received.length;
    await runDueJobs({
      deps: { ...scene.api.deps, publicUrl: 'http://elsewhere.test' },
      clock: scene.api.clock,
    });
    const second = scene.server.received.slice(before);
    expect(second).toHaveLength(2);
    expect(second.filter(({ raw }) => raw.includes('elsewhere.test'))).toEqual([]);
    expect(second.filter(({ raw }) => raw.includes('http://astrocal.test/bookings/'))).toHaveLength(2);
  });

  test('does not grow with the party', async () => {
    await bookFor(50);
    scene.server.manner = { recipient: 450 };
    await runDueJobs({
      deps: { ...scene.api.deps, mail: { ...scene.api.deps.mail, sender: null } },
      clock: scene.api.clock,
    });
    const written = await rows();
    expect(written).toHaveLength(52);
    for (const row of written) {
      expect(row.facts_sealed?.length).toBeLessThan(2_600);
      const { text, invite } = openMail(scene.api.deps, row);
      expect(text).toContain('and 41 more');
      expect(invite?.content.replaceAll('\r\n ', '')).toContain(row.recipient_address);
      expect(invite?.content).toContain('And 41 more people.');
    }
  });

  test('of a newer release is not sent by this one', async () => {
    await bookFor();
    const { deps } = scene.api;
    const newer = {
      ...deps.keyring,
      seal: (text: string, context: string) =>
        deps.keyring.seal(text.replace('"templates":1', '"templates":2'), context),
    };
    await expect(runDueJobs({ deps: { ...deps, keyring: newer }, clock: scene.api.clock })).rejects.toThrow(
      'written by a newer release',
    );
    expect((await rows()).map(({ status, attempts }) => [status, attempts])).toEqual([
      ['pending', 0],
      ['pending', 0],
    ]);
  });
});
