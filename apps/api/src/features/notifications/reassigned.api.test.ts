import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { makeHosted, makeTrio, setShares } from '../../../test/harness/hosts.ts';
import { useMailScene } from '../../../test/harness/mail-scene.ts';
import type { ReadMail } from '../../../test/harness/mail-server.ts';
import { runDueJobs } from '../../../test/harness/run-due-jobs.ts';

const start = '2026-06-15T14:00:00Z';
const minute = 60_000;

describe.each(['postgres', 'embedded'] as const)('mail to the hosts of a booking (%s)', (kind) => {
  const scene = useMailScene(kind);
  let ana: string;
  let bo: string;
  let cy: string;
  beforeEach(async () => {
    [ana, bo, cy] = await makeTrio(scene);
    // Nothing is sent to an address that stands for none.
    await scene.api.deps.database.db
      .updateTable('members')
      .set({ email: sql`lower(name) || '@northwind.example'` })
      .where('id', 'in', [ana, bo, cy])
      .execute();
  });

  const hosted = (hosts: readonly string[], fields: object = {}) =>
    makeHosted(scene, hosts, { title: 'Intro', reminder_intervals: [], ...fields });
  const reassign = (id: string, member_id: string, reason?: string) =>
    scene.org.call('POST', `/v1/bookings/${id}/reassign`, { member_id, ...(reason && { reason }) });
  const toldTo = (mails: readonly ReadMail[]) => mails.map(({ recipients }) => recipients[0]);
  /** Whom it is to, what it begins with, what it asks of the calendar, and at which revision. */
  const gist = ({ recipients, subject = '', method, invite }: ReadMail) => [
    recipients[0]?.split('@')[0],
    subject.split(/[:,]/)[0],
    method,
    Number(invite?.sequence),
  ];
  const whilePutOff = async () => {
    scene.server.manner = { data: 451 };
    await runDueJobs(scene.api);
    scene.server.manner = 'takes';
  };

  test('goes to those who hold it, and to nobody else', async () => {
    const id = await hosted([ana, bo, cy]);
    await setShares(scene.api.deps.database.db, id, { [cy]: { required: true } });
    const { id: booking } = await scene.org.booked(id, start);
    const held = ['alex@example.com', 'ana@northwind.example', 'cy@northwind.example'];
    const confirmed = await scene.arriving();
    expect(toldTo(confirmed)).toEqual(held);
    for (const { invite } of confirmed)
      expect(JSON.stringify(invite?.attendee)).toMatch(/cy@northwind.*ana@northwind.*alex@example/);
    await scene.org.call('POST', `/v1/bookings/${booking}/cancel`);
    expect(toldTo(await scene.arriving())).toEqual(held);
  });

  test('goes to all where all take part', async () => {
    await scene.org.booked(await hosted([ana, bo], { assignment_strategy: 'collective' }), start);
    expect(toldTo(await scene.arriving())).toEqual([
      'alex@example.com',
      'ana@northwind.example',
      'bo@northwind.example',
    ]);
  });

  test('tells old host, new host and invitee once each, with one calendar object', async () => {
    const { id } = await scene.org.booked(await hosted([ana, bo]), start);
    const [confirmation] = await scene.arriving();
    await reassign(id, bo, 'Ana is travelling');
    const mails = await scene.arriving();
    expect(mails.map(gist)).toEqual([
      ['alex', 'Another host', 'REQUEST', 1],
      ['ana', 'No longer yours', 'CANCEL', 1],
      ['bo', 'Yours now', 'REQUEST', 1],
    ]);
    for (const { invite, text } of mails) {
      expect(invite?.uid).toBe(confirmation?.invite?.uid);
      expect(text).toContain('Ana is travelling');
    }
    const [toAlex, toAna, toBo] = mails;
    expect(toAlex?.text).toContain('Bo holds your Intro in place of Ana');
    expect(toAlex?.text).toContain('/bookings/');
    for (const mail of [toAna, toBo]) expect(mail?.text).not.toContain('token=');
    // Who is taken off is named alone, and the meeting takes place (RFC 5546 section 3.2.5).
    expect(JSON.stringify(toAna?.invite?.attendee)).toMatch(/ana@northwind/);
    expect(JSON.stringify(toAna?.invite?.attendee)).not.toMatch(/alex@|bo@/);
    expect(toAna?.invite?.status).toBeUndefined();
    expect(JSON.stringify(toBo?.invite?.attendee)).toMatch(/bo@northwind.*alex@example/);
    scene.api.clock.moveBy(60 * minute);
    expect(await scene.arriving()).toEqual([]);
  });

  test('follows a booking there and back, each at a higher revision', async () => {
    const { id } = await scene.org.booked(await hosted([ana, bo]), start);
    await scene.arriving();
    await reassign(id, bo);
    await scene.arriving();
    await reassign(id, ana);
    expect((await scene.arriving()).map(gist)).toEqual([
      ['alex', 'Another host', 'REQUEST', 2],
      ['ana', 'Yours now', 'REQUEST', 2],
      ['bo', 'No longer yours', 'CANCEL', 2],
    ]);
  });

  test('tells who loses it and who gets it by a move, too', async () => {
    const id = await hosted([ana, bo]);
    const { id: booking } = await scene.org.booked(id, start);
    await scene.arriving();
    const body = { new_start_time: '2026-06-16T14:00:00Z', host: 'any' };
    await scene.org.call('POST', `/v1/bookings/${booking}/reschedule`, body);
    const arrived = await scene.arriving();
    scene.api.clock.moveBy(minute);
    arrived.push(...(await scene.arriving()));
    expect(arrived.map(gist).sort()).toEqual([
      ['alex', 'Moved to Tue', 'REQUEST', 1],
      ['ana', 'No longer yours', 'CANCEL', 1],
      ['bo', 'Yours now', 'REQUEST', 1],
    ]);
  });

  test('tells the hosts who stay, as it tells the invitee', async () => {
    const id = await hosted([ana, bo, cy]);
    await setShares(scene.api.deps.database.db, id, { [cy]: { required: true } });
    const { id: booking } = await scene.org.booked(id, start);
    await scene.arriving();
    await reassign(booking, bo);
    expect((await scene.arriving()).map(gist)).toEqual([
      ['alex', 'Another host', 'REQUEST', 1],
      ['ana', 'No longer yours', 'CANCEL', 1],
      ['bo', 'Yours now', 'REQUEST', 1],
      ['cy', 'Another host', 'REQUEST', 1],
    ]);
  });

  test('that had to wait takes the meeting from who held it, whatever has changed since', async () => {
    const { id } = await scene.org.booked(await hosted([ana, bo]), start);
    await scene.arriving();
    await reassign(id, bo);
    await whilePutOff();
    await scene.org.call('POST', `/v1/bookings/${id}/cancel`);
    const arrived = await scene.arriving();
    scene.api.clock.moveBy(minute);
    arrived.push(...(await scene.arriving()));
    expect(arrived.map(gist)).toEqual([
      ['alex', 'Cancelled', 'CANCEL', 2],
      ['bo', 'Cancelled', 'CANCEL', 2],
      ['ana', 'No longer yours', 'CANCEL', 1],
    ]);
  });

  test('takes nothing from who holds it again meanwhile', async () => {
    const { id } = await scene.org.booked(await hosted([ana, bo]), start);
    await scene.arriving();
    await reassign(id, bo);
    await whilePutOff();
    await reassign(id, ana);
    const arrived = [...(await scene.arriving())];
    scene.api.clock.moveBy(minute);
    arrived.push(...(await scene.arriving()));
    expect(arrived.map(gist)).toEqual([
      ['alex', 'Another host', 'REQUEST', 2],
      ['ana', 'Yours now', 'REQUEST', 2],
      ['bo', 'No longer yours', 'CANCEL', 2],
    ]);
  });

  test('reminds the party once of what another host holds', async () => {
    const { id } = await scene.org.booked(await hosted([ana, bo], { reminder_intervals: [60] }), start);
    await reassign(id, bo);
    await scene.arriving();
    scene.api.clock.moveTo('2026-06-15T13:00:00Z');
    const reminders = await scene.arriving();
    expect(toldTo(reminders)).toEqual(['alex@example.com']);
    expect(reminders[0]?.subject).toContain('with Bo');
  });
});
