import { beforeEach, describe, expect, test } from 'vitest';
import { alex, dailyHours, refusalOf, useOrganization } from '../../../test/harness/organization.ts';

// What schedulers for teams have been reported to get wrong, each met through the API.

const scene = useOrganization();
const day = '2026-06-02';
const nine = `${day}T09:00:00Z`;
let made = 0;
let ana: string;
let bo: string;
beforeEach(async () => {
  [ana, bo] = [await member('Ana'), await member('Bo')];
});

async function member(name: string, fields: object = {}): Promise<string> {
  const email = `${name.toLowerCase()}-${++made}@example.com`;
  return (await scene.org.call('POST', '/v1/members', { name, email, ...fields })).body.id;
}
interface Hosted {
  readonly strategy?: 'round_robin' | 'collective' | 'priority';
  readonly hosts: readonly (string | { readonly member_id: string; readonly required?: boolean })[];
  readonly fields?: object;
  readonly hours?: object;
}
async function hosted({ strategy = 'round_robin', hosts, fields = {}, hours }: Hosted): Promise<string> {
  const settings = { assignment_strategy: strategy, ...fields };
  const { id } = await scene.org.eventType(settings, hours ?? dailyHours('UTC', '09:00-17:00'));
  await setHosts(id, hosts);
  return id;
}
async function setHosts(id: string, hosts: Hosted['hosts']): Promise<void> {
  const body = { hosts: hosts.map((host) => (typeof host === 'string' ? { member_id: host } : host)) };
  expect((await scene.org.call('PUT', `/v1/event-types/${id}/hosts`, body)).status).toBe(200);
}
const schedule = (of: string, timezone: string, ...windows: string[]) =>
  scene.org.call('PUT', `/v1/members/${of}/schedule`, dailyHours(timezone, ...windows));
const away = (of: string, start_date: string, end_date = start_date) =>
  scene.org.call('POST', `/v1/members/${of}/absences`, { start_date, end_date });
const starts = async (id: string, date = day) =>
  (await scene.org.starts(id, date)).map((start) => start.slice(11, 16));
const hostOf = async (id: string, start: string, fields?: object) =>
  (await scene.org.booked(id, start, fields)).assigned_host.member_id;

describe('somebody who is away', () => {
  test('and whom every meeting needs: nothing is offered', async () => {
    for (const one of [
      await hosted({ hosts: [{ member_id: ana, required: true }, bo] }),
      await hosted({ strategy: 'collective', hosts: [ana, bo] }),
    ]) {
      expect(await starts(one)).toHaveLength(16);
      const { body } = await away(ana, day);
      expect(await starts(one)).toEqual([]);
      expect(refusalOf(await scene.org.book(one, nine))).toEqual([409, 'slot_unavailable', 'outside_hours']);
      await scene.org.call('DELETE', `/v1/members/${ana}/absences/${body.id}`);
    }
  });

  test('and could be chosen: is not', async () => {
    const one = await hosted({ hosts: [ana, bo] });
    await away(ana, day);
    expect(await hostOf(one, nine)).toBe(bo);
    expect(refusalOf(await scene.org.book(one, nine))).toEqual([409, 'slot_unavailable', 'booked']);
    expect(await hostOf(one, '2026-06-03T09:00:00Z')).toBe(ana);
  });
});

test('a meeting lies in the hours of its host from its first minute to its last', async () => {
  const one = await hosted({ hosts: [ana], fields: { duration_minutes: 60, slot_interval_minutes: 30 } });
  await schedule(ana, 'UTC', '09:30-11:00', '11:15-12:30');
  expect(await starts(one)).toEqual(['09:30', '10:00', '11:30']);
  for (const start of ['09:00', '10:30', '11:00', '12:00'])
    expect(refusalOf(await scene.org.book(one, `${day}T${start}:00Z`))[2]).toBe('outside_hours');
});

describe('all together', () => {
  test('meet although their hours begin at different minutes', async () => {
    const one = await hosted({ strategy: 'collective', hosts: [ana, bo], fields: { duration_minutes: 60 } });
    await schedule(ana, 'UTC', '09:00-17:00');
    await schedule(bo, 'UTC', '10:15-17:00');
    expect(await starts(one)).toEqual(['11:00', '12:00', '13:00', '14:00', '15:00', '16:00']);
  });

  test('meet although a zone is a quarter of an hour off', async () => {
    const one = await hosted({ strategy: 'collective', hosts: [ana, bo] });
    await schedule(bo, 'Asia/Kathmandu', '09:00-18:00'); // 03:15 to 12:15 in UTC
    expect((await starts(one)).at(-1)).toBe('11:30');
    await schedule(ana, 'America/New_York', '07:00-15:00'); // from 11:00 in UTC
    expect(await starts(one)).toEqual(['11:00', '11:30']);
  });

  test('meet across somebody’s midnight', async () => {
    const hours = dailyHours('UTC', '14:00-16:00');
    const one = await hosted({
      strategy: 'collective',
      hosts: [ana],
      hours,
      fields: { duration_minutes: 60 },
    });
    await schedule(ana, 'Asia/Tokyo', '00:00-02:00', '22:00-24:00'); // midnight there is 15:00 in UTC
    await scene.org.call('PATCH', `/v1/event-types/${one}`, { slot_interval_minutes: 30 });
    expect(await starts(one)).toEqual(['14:00', '14:30', '15:00']);
  });

  test('are taken for every other event type too', async () => {
    const together = await hosted({ strategy: 'collective', hosts: [ana, bo] });
    const [ofAna, ofBo] = [await hosted({ hosts: [ana] }), await hosted({ hosts: [bo] })];
    await scene.org.booked(together, nine);
    for (const other of [ofAna, ofBo]) {
      expect(await starts(other)).not.toContain('09:00');
      expect(refusalOf(await scene.org.book(other, nine))).toEqual([409, 'slot_unavailable', 'booked']);
    }
  });
});

describe('one who is always there', () => {
  test('meets with whoever is free of the rest, and with nobody where none is', async () => {
    const lead = await member('Lead');
    const one = await hosted({ hosts: [{ member_id: lead, required: true }, ana, bo] });
    await scene.org.booked(await hosted({ hosts: [ana] }), nine);
    expect(await starts(one)).toContain('09:00');
    const ofBo = await hosted({ hosts: [bo] });
    await scene.org.booked(ofBo, nine);
    expect(await starts(one)).not.toContain('09:00');
    expect(refusalOf(await scene.org.book(one, nine))).toEqual([409, 'slot_unavailable', 'booked']);
  });
});

describe('each by its own clock', () => {
  test.each([
    ['before clocks change', '2026-10-23', ['08:00', '08:30'], ['13:00', '13:30']],
    ['after those of Europe did', '2026-10-26', ['09:00', '09:30'], ['13:00', '13:30']],
    ['after both did', '2026-11-02', ['09:00', '09:30'], ['14:00', '14:30']],
  ])('%s', async (_, date, berlin, newYork) => {
    const around = dailyHours('UTC', '00:00-24:00');
    await schedule(ana, 'Europe/Berlin', '10:00-11:00');
    await schedule(bo, 'America/New_York', '09:00-10:00');
    expect(await starts(await hosted({ hosts: [ana, bo], hours: around }), date)).toEqual([
      ...berlin,
      ...newYork,
    ]);
  });
});

test('a booking takes one of two hosts: two can be made, the third is refused', async () => {
  const one = await hosted({ hosts: [ana, bo] });
  expect([await hostOf(one, nine), await hostOf(one, nine)].sort()).toEqual([ana, bo].sort());
  expect(refusalOf(await scene.org.book(one, nine))).toEqual([409, 'slot_unavailable', 'booked']);
});

test('one host more takes no time off the list, and of those who meet together one less takes none', async () => {
  const windows = ['09:00-11:00', '10:15-12:00', '13:00-17:00', '09:30-16:30'];
  const team = await Promise.all(windows.map((_, number) => member(`M${number}`)));
  for (const [number, window] of windows.entries()) await schedule(team[number] as string, 'UTC', window);
  const any = await hosted({ hosts: team.slice(0, 1) });
  const all = await hosted({ strategy: 'collective', hosts: team.slice(0, 1) });
  let [offered, together] = [await starts(any), await starts(all)];
  for (let count = 2; count <= team.length; count++) {
    await setHosts(any, team.slice(0, count));
    await setHosts(all, team.slice(0, count));
    const [more, fewer] = [await starts(any), await starts(all)];
    expect(more).toEqual(expect.arrayContaining(offered));
    expect(together).toEqual(expect.arrayContaining(fewer));
    [offered, together] = [more, fewer];
  }
  expect(offered.length).toBeGreaterThan(4);
});

describe('somebody who is asked for', () => {
  const ask = (id: string, query: Record<string, string>) =>
    scene.api.call(
      'GET',
      `/v1/availability?${new URLSearchParams({ event_type_id: id, start: day, end: day, ...query })}`,
    );
  const times = async (id: string, query: Record<string, string>) =>
    (await ask(id, query)).body.slots.map(({ start_time }: { start_time: string }) =>
      start_time.slice(11, 16),
    );

  test('by name: the times of this one', async () => {
    const one = await hosted({ hosts: [ana, bo] });
    await schedule(ana, 'UTC', '09:00-10:00');
    await schedule(bo, 'UTC', '09:30-10:30');
    expect(await times(one, {})).toEqual(['09:00', '09:30', '10:00']);
    expect(await times(one, { host_id: ana })).toEqual(['09:00', '09:30']);
    expect(await times(one, { host_id: bo })).toEqual(['09:30', '10:00']);
  });

  test('by attributes: the times of those who have all of them', async () => {
    const cy = await member('Cy', { attributes: { language: ['en', 'es'], office: 'Berlin' } });
    const di = await member('Di', { attributes: { language: 'es' } });
    const one = await hosted({ hosts: [ana, cy, di] });
    await schedule(cy, 'UTC', '09:00-10:00');
    await schedule(di, 'UTC', '09:30-10:30');
    const spanish = { 'host_attributes[language]': 'es' };
    expect(await times(one, spanish)).toEqual(['09:00', '09:30', '10:00']);
    expect(await times(one, { ...spanish, 'host_attributes[office]': 'Berlin' })).toEqual(['09:00', '09:30']);
  });

  test('whom nobody is: said so, and not as a time that is taken', async () => {
    const one = await hosted({ hosts: [ana] });
    for (const query of [
      { host_id: bo },
      { host_id: 'nobody' },
      { 'host_attributes[language]': 'es' },
      { 'host_attributes[constructor]': 'x' },
    ])
      expect(refusalOf(await ask(one, query))).toEqual([409, 'host_unavailable']);
    await scene.org.call('PATCH', `/v1/members/${ana}`, { active: false });
    expect(refusalOf(await ask(one, { host_id: ana }))).toEqual([409, 'host_unavailable']);
  });

  test('is not asked for beside a booking that moves', async () => {
    const one = await hosted({ hosts: [ana] });
    const { id: booking_id, cancel_token: token } = await scene.org.booked(one, nine);
    expect(refusalOf(await ask(one, { host_id: ana, booking_id, token }))).toEqual([
      400,
      'validation_error',
      'query.booking_id',
    ]);
  });
});

describe('what each host says to a time', () => {
  const explained = async (event_type_id: string, start_time = nine) => {
    const query = new URLSearchParams({ event_type_id, start_time });
    const { body } = await scene.org.call('GET', `/v1/availability/explain?${query}`);
    expect(body.hosts.every(({ details }: { details: { message: string } }) => details.message)).toBe(true);
    return body.hosts.map(({ name, reason, next, next_reason }: Record<string, unknown>) => [
      name,
      reason,
      ...(next === undefined ? [] : [next]),
      ...(next_reason === undefined ? [] : [next_reason]),
    ]);
  };

  test('is told with its reason, and who is next, and why', async () => {
    const [cy, di, ed] = [await member('Cy'), await member('Di'), await member('Ed')];
    const one = await hosted({ hosts: [{ member_id: ed, required: true }, ana, bo, cy, di] });
    await schedule(ana, 'UTC', '10:00-17:00');
    await away(bo, day);
    await scene.org.booked(await hosted({ hosts: [cy] }), nine);
    expect(await explained(one)).toEqual([
      ['Ed', null],
      ['Ana', 'outside_schedule'],
      ['Bo', 'absent'],
      ['Cy', 'booked'],
      ['Di', null, 1, 'only_one'],
    ]);
    await scene.org.call('PATCH', `/v1/members/${di}`, { active: false });
    expect((await explained(one)).at(-1)).toEqual(['Di', 'inactive']);
  });

  test('is told of whoever is not active and needed: nothing takes place without them', async () => {
    const led = await hosted({ hosts: [{ member_id: ana, required: true }, bo] });
    const together = await hosted({ strategy: 'collective', hosts: [ana, bo] });
    const alone = await hosted({ hosts: [bo, ana] });
    await scene.org.call('PATCH', `/v1/members/${ana}`, { active: false });
    for (const id of [led, together]) {
      expect(await scene.org.starts(id, day)).toEqual([]);
      const query = new URLSearchParams({ event_type_id: id, start_time: nine });
      const { body } = await scene.org.call('GET', `/v1/availability/explain?${query}`);
      expect([body.bookable, body.reason]).toEqual([false, 'outside_hours']);
      expect(await explained(id)).toEqual([
        ['Ana', 'inactive'],
        ['Bo', null, ...(id === led ? [1] : [])],
      ]);
      const override = ['notice', 'window', 'hours', 'grid'];
      const refused = await scene.org.book(id, nine, { ...alex, override });
      expect(refusalOf(refused)).toEqual([409, 'slot_unavailable', 'outside_hours']);
    }
    expect(await scene.org.starts(alone, day)).toContain(nine);
    await scene.org.call('PATCH', `/v1/members/${ana}`, { active: true });
    expect((await scene.org.booked(led, nine)).hosts.map(({ name }: { name: string }) => name)).toEqual([
      'Ana',
      'Bo',
    ]);
  });

  test('tells the turns of those who are free', async () => {
    const one = await hosted({ strategy: 'priority', hosts: [ana, bo] });
    const { data } = (await scene.org.call('GET', `/v1/event-types/${one}/hosts`)).body;
    await scene.org.call('PATCH', `/v1/event-types/${one}/hosts/${data[1].id}`, { priority: 5 });
    expect(await explained(one)).toEqual([
      ['Bo', null, 1, 'priority'],
      ['Ana', null, 2],
    ]);
  });
});
