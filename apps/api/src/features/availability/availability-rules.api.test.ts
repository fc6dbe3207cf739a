import { describe, expect, test } from 'vitest';
import { dailyHours, refusalOf, useOrganization, windowOf } from '../../../test/harness/organization.ts';

const scene = useOrganization();
const on = (day_of_week: number, window: string) => ({ day_of_week, ...windowOf(window) });
const path = (id: string) => `/v1/event-types/${id}/availability`;
const put = (id: string, body: unknown) => scene.org.call('PUT', path(id), body);

/** 2026-06-02, the date that most tests look at. */
const tuesday = 2;
const at = (...times: string[]) => times.map((time) => `2026-06-02T${time}:00Z`);

describe('the hours of an event type', () => {
  test('are none until they are set: availability answers no slots', async () => {
    const { id } = await scene.org.eventType({}, null);
    expect((await scene.org.call('GET', path(id))).body).toEqual({
      event_type_id: id,
      timezone: 'UTC',
      rules: [],
      overrides: [],
    });
    expect(await scene.org.availability(id, '2026-06-02')).toMatchObject({ slots: [] });
  });

  test('are answered as they were given, with ids and seconds', async () => {
    const { id } = await scene.org.eventType({}, null);
    const answer = await put(id, {
      timezone: 'America/New_York',
      rules: [on(6, '13:00-24:00'), on(0, '09:00:30-12:00'), on(0, '00:00-00:30')],
      overrides: [
        { date: '2026-12-25', windows: [] },
        { date: '2026-06-03', windows: [windowOf('10:00-11:00:15'), windowOf('08:00-09:00')] },
      ],
    });
    expect(answer).toMatchObject({ status: 200 });
    const rule = expect.stringMatching(/^rul_/);
    const override = expect.stringMatching(/^ovr_/);
    expect(answer.body).toEqual({
      event_type_id: id,
      timezone: 'America/New_York',
      rules: [
        { id: rule, day_of_week: 6, start_time: '13:00:00', end_time: '24:00:00' },
        { id: rule, day_of_week: 0, start_time: '09:00:30', end_time: '12:00:00' },
        { id: rule, day_of_week: 0, start_time: '00:00:00', end_time: '00:30:00' },
      ],
      overrides: [
        { id: override, date: '2026-12-25', windows: [] },
        {
          id: override,
          date: '2026-06-03',
          windows: [
            { start_time: '10:00:00', end_time: '11:00:15' },
            { start_time: '08:00:00', end_time: '09:00:00' },
          ],
        },
      ],
    });
    expect((await scene.org.call('GET', path(id))).body).toEqual(answer.body);
    expect((await scene.org.call('GET', `/v1/event-types/${id}`)).body.timezone).toBe('America/New_York');
  });

  test('can be written back as they were read', async () => {
    const { id } = await scene.org.eventType();
    const { body: read } = await scene.org.call('GET', path(id));
    const strip = ({ id: _, ...rest }: { id: string }) => rest;
    const { body: written } = await put(id, { timezone: read.timezone, rules: read.rules.map(strip) });
    expect(written.rules.map(strip)).toEqual(read.rules.map(strip));
  });

  test('are replaced as a whole, and cleared by an empty list', async () => {
    const { id } = await scene.org.eventType({}, null);
    const overrides = [{ date: '2026-06-03', windows: [windowOf('08:00-09:00')] }];
    await put(id, { timezone: 'Asia/Tokyo', rules: [on(tuesday, '09:00-10:00')], overrides });
    await put(id, { timezone: 'UTC', rules: [on(tuesday, '10:00-11:00')] });
    expect((await scene.org.call('GET', path(id))).body).toMatchObject({ timezone: 'UTC', overrides: [] });
    expect(await scene.org.starts(id, '2026-06-01', { end: '2026-06-07' })).toEqual(at('10:00', '10:30'));
    await put(id, { timezone: 'UTC', rules: [] });
    expect(await scene.org.starts(id, '2026-06-01', { end: '2026-06-07' })).toEqual([]);
  });
});

describe('the windows of a day', () => {
  test.each([
    ['overlapping ones merge', ['09:10-10:15', '09:45-10:45'], ['09:10', '09:40', '10:10']],
    ['touching ones stay apart: the grid starts again', ['09:10-10:00', '10:00-10:50'], ['09:10', '10:00']],
    ['contained ones vanish', ['09:00-10:30', '09:10-09:40'], ['09:00', '09:30', '10:00']],
    ['several are several', ['13:00-13:30', '09:00-09:30'], ['09:00', '13:00']],
    ['the day ends at 24:00', ['23:00-24:00'], ['23:00', '23:30']],
    ['the last second counts', ['23:29:59-23:59:59', '10:00-10:29:59'], ['23:29:59']],
  ])('%s', async (_, windows, starts) => {
    const { id } = await scene.org.eventType(
      {},
      { timezone: 'UTC', rules: windows.map((each) => on(tuesday, each)) },
    );
    const expected = starts.map((time) => (time.length > 5 ? `2026-06-02T${time}Z` : at(time)[0]));
    expect(await scene.org.starts(id, '2026-06-02')).toEqual(expected);
  });
});

describe('an override', () => {
  const hours = (windows: string[]) => ({
    ...dailyHours('UTC', '09:00-10:00'),
    overrides: [{ date: '2026-06-02', windows: windows.map(windowOf) }],
  });

  test.each([
    ['replaces the hours of its date', ['13:00-13:30', '15:00-15:30'], ['13:00', '15:00']],
    ['closes its date when it has no windows', [], []],
    ['merges what overlaps', ['13:00-13:45', '13:30-14:00'], ['13:00', '13:30']],
  ])('%s, and of no other', async (_, windows, times) => {
    const { id } = await scene.org.eventType({}, hours(windows));
    expect(await scene.org.starts(id, '2026-06-02')).toEqual(at(...times));
    expect(await scene.org.starts(id, '2026-06-03')).toHaveLength(2);
  });
});

describe('hours that are refused', () => {
  const rules = [on(tuesday, '09:00-10:00')];
  const withOverride = (...overrides: unknown[]) => ({ timezone: 'UTC', rules, overrides });
  const override = (window: unknown) => withOverride({ date: '2026-06-02', windows: [window] });

  test.each([
    ['an end before its start', { timezone: 'UTC', rules: [on(1, '10:00-09:00')] }, 'rules.0.end_time'],
    [
      'an hour of one digit',
      { timezone: 'UTC', rules: [...rules, on(1, '9:00-09:00')] },
      'rules.1.start_time',
    ],
    ['an empty window', { timezone: 'UTC', rules: [...rules, on(1, '09:00-09:00')] }, 'rules.1.end_time'],
    ['a window over midnight', { timezone: 'UTC', rules: [on(1, '22:00-02:00')] }, 'rules.0.end_time'],
    ['a start at 24:00', { timezone: 'UTC', rules: [on(1, '24:00-24:00')] }, 'rules.0.start_time'],
    ['an end after 24:00', { timezone: 'UTC', rules: [on(1, '09:00-24:01')] }, 'rules.0.end_time'],
    ['a minute 60', { timezone: 'UTC', rules: [on(1, '09:60-11:00')] }, 'rules.0.start_time'],
    ['day 7', { timezone: 'UTC', rules: [on(7, '09:00-10:00')] }, 'rules.0.day_of_week'],
    ['day -1', { timezone: 'UTC', rules: [on(-1, '09:00-10:00')] }, 'rules.0.day_of_week'],
    ['a rule without an end', { timezone: 'UTC', rules: [on(1, '09:00')] }, 'rules.0.end_time'],
    ['no rules', { timezone: 'UTC' }, 'rules'],
    ['no zone', { rules }, 'timezone'],
    ['an unknown zone', { timezone: 'Mars/Olympus', rules }, 'timezone'],
    ['an offset for a zone', { timezone: '+02:00', rules }, 'timezone'],
    ['a path for a zone', { timezone: '../../etc/passwd', rules }, 'timezone'],
    ['a misspelt field', { timezone: 'UTC', rules, override: [] }, 'override'],
    ['an override of no date', withOverride({ date: '2026-02-30', windows: [] }), 'overrides.0.date'],
    ['an empty override window', override(windowOf('09:00-09:00')), 'overrides.0.windows.0.end_time'],
    ['an override without windows', withOverride({ date: '2026-06-02' }), 'overrides.0.windows'],
    [
      'two overrides of one date',
      withOverride({ date: '2026-06-02', windows: [] }, { date: '2026-06-02', windows: [] }),
      'overrides.1.date',
    ],
  ])('%s', async (_, body, issue) => {
    const { id } = await scene.org.eventType({}, { timezone: 'Asia/Tokyo', rules });
    const { body: before } = await scene.org.call('GET', path(id));
    expect(refusalOf(await put(id, body))).toEqual([400, 'validation_error', `body.${issue}`]);
    expect((await scene.org.call('GET', path(id))).body).toEqual(before);
  });

  test('there are at most 100 rules and 366 overrides', async () => {
    const { id } = await scene.org.eventType({}, null);
    const manyRules = Array.from({ length: 101 }, (_, i) => on(i % 7, '09:00-10:00'));
    const manyOverrides = Array.from({ length: 367 }, (_, i) => ({
      date: new Date(Date.UTC(2026, 5, 1 + i)).toISOString().slice(0, 10),
      windows: [],
    }));
    const hours = (ruleCount: number, overrideCount: number) => ({
      timezone: 'UTC',
      rules: manyRules.slice(0, ruleCount),
      overrides: manyOverrides.slice(0, overrideCount),
    });
    const { status, body } = await put(id, hours(100, 366));
    expect([status, body.rules.length, body.overrides.length]).toEqual([200, 100, 366]);
    expect(refusalOf(await put(id, hours(101, 366)))).toEqual([400, 'validation_error', 'body.rules']);
    expect(refusalOf(await put(id, hours(100, 367)))).toEqual([400, 'validation_error', 'body.overrides']);
  });
});
