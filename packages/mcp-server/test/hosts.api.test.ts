import { beforeEach, describe, expect, test } from 'vitest';
import { useAgent } from './agent.ts';

const scene = useAgent();
const monday = '2026-06-15';
const alex = { invitee_name: 'Alex Johnson', invitee_email: 'alex@example.com' };
const days = { start_date: monday, end_date: monday };
let ana: string;
let bo: string;
let event_type_id: string;

/** Ana speaks Spanish and is there from nine to ten, Bo speaks English and is there all day. */
beforeEach(async () => {
  const made = async (name: string, language: string) => {
    const member = { name, email: `${name}@example.com`, attributes: { language: [language] } };
    return (await scene.org.call('POST', '/v1/members', member)).body.id as string;
  };
  [ana, bo] = [await made('Ana', 'es'), await made('Bo', 'en')];
  ({ id: event_type_id } = await scene.eventType({ duration_minutes: 60 }));
  const hosts = [ana, bo].map((member_id) => ({ member_id }));
  await scene.org.call('PUT', `/v1/event-types/${event_type_id}/hosts`, { hosts });
  const rules = [{ day_of_week: 1, start_time: '09:00', end_time: '10:00' }];
  await scene.org.call('PUT', `/v1/members/${ana}/schedule`, { timezone: 'UTC', rules });
});

const startsOf = ({ data }: { data: { available_slots: { start: string }[] } }) =>
  data.available_slots.map(({ start }) => start);

describe('who holds the meeting', () => {
  test('is asked for by id or by what they have, wherever a time is', async () => {
    const check = (wish: object) =>
      scene.agent.call('check_availability', { event_type_id, ...days, ...wish });
    expect(startsOf(await check({}))).toHaveLength(8);
    expect(startsOf(await check({ host_id: ana }))).toEqual([`${monday}T09:00:00Z`]);
    expect(startsOf(await check({ host_attributes: { language: 'es' } }))).toEqual([`${monday}T09:00:00Z`]);
    expect(startsOf(await check({ host_id: bo }))).toHaveLength(8);

    const first = await scene.agent.call('find_and_book', {
      event_type_id,
      ...days,
      ...alex,
      host_attributes: { language: 'en' },
    });
    expect(first.data.booking).toMatchObject({ host_name: 'Bo', hosts: [{ member_id: bo, name: 'Bo' }] });
    expect(first.text).toContain('held by "Bo"');
    const second = await scene.agent.call('create_booking', {
      event_type_id,
      ...alex,
      start_time: `${monday}T09:00:00Z`,
      host_attributes: { language: 'es' },
    });
    expect(second.data.booking.host_name).toBe('Ana');
  });

  test('who has no time is no reason to book with somebody else: what is later is theirs too', async () => {
    const found = await scene.agent.call('find_and_book', {
      event_type_id,
      start_date: '2026-06-16',
      end_date: '2026-06-16',
      ...alex,
      host_id: ana,
    });
    expect(found.isError).toBe(true);
    expect(found.error.alternatives.map(({ start_time }: { start_time: string }) => start_time)).toEqual(
      ['2026-06-22', '2026-06-29', '2026-07-06'].map((date) => `${date}T09:00:00Z`),
    );
  });

  test('of whom there is nobody is said with the way on', async () => {
    const { text, error } = await scene.agent.call('check_availability', {
      event_type_id,
      ...days,
      host_attributes: { language: 'ja' },
    });
    expect(error.code).toBe('host_unavailable');
    expect(text).toContain('Call list_members for the members and their attributes');
  });

  test('stays with a move or may change with it, as the call says', async () => {
    const booked = await scene.org.booked(event_type_id, `${monday}T09:00:00Z`, { ...alex, host_id: ana });
    const move = (host?: string) =>
      scene.agent.call('reschedule_booking', {
        booking_id: booked.id,
        new_start_time: `${monday}T11:00:00Z`,
        ...(host && { host }),
      });
    const kept = await move('keep');
    expect(kept.error.code).toBe('slot_unavailable');
    const moved = await move('any');
    expect(moved.data.booking.hosts).toEqual([{ member_id: bo, name: 'Bo' }]);
    expect(moved.text).toContain('held by "Bo"');
    expect((await move('everybody')).text).toContain('must be one of keep, any');
  });
});
