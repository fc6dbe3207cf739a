import './page.ts';
import { act, cleanup, renderHook, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  alex,
  dailyHours,
  useOrganization as openOrganization,
} from '../../../apps/api/test/harness/organization.ts';
import {
  type BookingFlowOptions,
  ConnectionError,
  isApiError,
  useAvailability,
  useBookingFlow,
} from '../src/index.ts';
import { isAvailability, isCreate, monthAsked, observedClient, type Sent } from './api-client.ts';
import { below, patience } from './render-below.tsx';

// For visitors it is the day on which the API's clock stands still.
vi.mock('../src/hooks/use-visitor.ts', async (original) => ({
  ...(await original<object>()),
  useToday: () => '2026-06-01',
}));

const scene = openOrganization();
afterEach(cleanup);

/** A visitor in New York, unless told, who wants to book. */
async function visitor(options: BookingFlowOptions) {
  const client = observedClient(scene.api);
  const { result } = renderHook(() => useBookingFlow({ timezone: 'America/New_York', ...options }), {
    wrapper: below(client.astrocal),
  });
  const flow = () => result.current;
  await waitFor(() => expect(flow().eventType).toBeDefined(), patience);
  return {
    client,
    flow,
    slotsAreThere: () => waitFor(() => expect(flow().isLoading).toBe(false), patience),
    bookable: () =>
      flow()
        .weeks.flat()
        .filter(({ isBookable }) => isBookable)
        .map(({ date }) => date),
  };
}

const form = { ...alex, notes: 'Looking forward to it' };

describe('somebody who books', () => {
  it('goes from date to time to form, and is confirmed in the zone of the visitor', async () => {
    const { id } = await scene.org.eventType();
    const { flow, slotsAreThere, bookable } = await visitor({ eventTypeId: id });
    await slotsAreThere();
    expect(flow()).toMatchObject({ step: 'date', month: '2026-06', duration: 30, durations: [] });
    // 09:00 to 17:00 UTC is the morning in New York, and 08:00 UTC of the first is past 04:00.
    expect(bookable()).toHaveLength(30);

    act(() => flow().chooseDate('2026-06-15'));
    expect(flow()).toMatchObject({ step: 'time', date: '2026-06-15' });
    expect(flow().slots[0]?.start_time).toBe('2026-06-15T09:00:00Z');
    const [slot] = flow().slots;
    act(() => slot && flow().chooseSlot(slot));
    expect(flow()).toMatchObject({ step: 'form', slot });

    await act(() => flow().submit(form));
    expect(flow().step).toBe('confirmed');
    expect(flow().booking).toMatchObject({
      status: 'confirmed',
      start_time: '2026-06-15T09:00:00Z',
      invitee_name: 'Alex Johnson',
      invitee_timezone: 'America/New_York',
      notes: 'Looking forward to it',
    });

    act(() => flow().restart());
    expect(flow()).toMatchObject({ step: 'date', date: undefined, slot: undefined, booking: undefined });
    await slotsAreThere();
    act(() => flow().chooseDate('2026-06-15'));
    await waitFor(() => expect(flow().slots[0]?.start_time).toBe('2026-06-15T09:30:00Z'), patience);
  });

  it('chooses a length first where there are several, and may go back to it', async () => {
    const { id } = await scene.org.eventType({ duration_options: [60, 30] });
    const { flow, client, slotsAreThere } = await visitor({ eventTypeId: id, timezone: 'UTC' });
    expect(flow()).toMatchObject({ step: 'duration', durations: [30, 60], duration: undefined });
    expect(client.sent).toHaveLength(1);
    act(() => flow().chooseDuration(60));
    await slotsAreThere();
    act(() => flow().chooseDate('2026-06-15'));
    expect(flow().slots[0]).toEqual({ start_time: '2026-06-15T09:00:00Z', end_time: '2026-06-15T10:00:00Z' });
    const [slot] = flow().slots;
    act(() => slot && flow().chooseSlot(slot));
    for (const step of ['time', 'date', 'duration', 'duration']) {
      act(() => flow().back());
      expect(flow().step).toBe(step);
    }
    act(() => flow().chooseDuration(60));
    act(() => flow().chooseDate('2026-06-15'));
    act(() => slot && flow().chooseSlot(slot));
    await act(() => flow().submit(form));
    expect(flow().booking?.event_type.duration).toBe(60);
  });

  it('is offered alternatives when the time has just been taken, and keeps what was typed', async () => {
    const { id } = await scene.org.eventType();
    const { flow, slotsAreThere } = await visitor({ eventTypeId: id, timezone: 'UTC' });
    await slotsAreThere();
    act(() => flow().chooseDate('2026-06-15'));
    const [slot] = flow().slots;
    act(() => slot && flow().chooseSlot(slot));
    await scene.org.booked(id, '2026-06-15T09:00:00Z');

    await act(() => flow().submit(form));
    expect(flow()).toMatchObject({ step: 'time', date: '2026-06-15', booking: undefined, details: form });
    expect(isApiError(flow().error, 'slot_unavailable')).toBe(true);
    expect(flow().slots).not.toContainEqual(slot);
    const [alternative] = flow().alternatives;
    expect(alternative?.start_time).toBe('2026-06-15T09:30:00Z');

    act(() => alternative && flow().chooseSlot(alternative));
    expect(flow()).toMatchObject({ step: 'form', error: undefined, alternatives: [] });
    await scene.org.booked(id, '2026-06-15T09:30:00Z');
    await act(() => flow().submit(form));

    // One press may choose and submit.
    const [next] = flow().alternatives;
    await act(async () => {
      if (next) flow().chooseSlot(next);
      await flow().submit(form);
    });
    expect(flow()).toMatchObject({ step: 'confirmed', booking: { start_time: '2026-06-15T10:00:00Z' } });
  });

  it('stays at the form with its mistake, and cannot choose while it is sent', async () => {
    const { id } = await scene.org.eventType();
    const { flow, client, slotsAreThere } = await visitor({ eventTypeId: id, timezone: 'UTC' });
    await slotsAreThere();
    act(() => flow().chooseDate('2026-06-15'));
    act(
      () => flow().slots[1] && flow().chooseSlot(flow().slots[1] as { start_time: string; end_time: string }),
    );
    await act(() => flow().submit({ ...form, invitee_email: 'nobody' }));
    expect(flow()).toMatchObject({ step: 'form', error: { code: 'validation_error' } });

    const release = client.holdAnswers(isCreate);
    let sent: Promise<void> = Promise.resolve();
    act(() => {
      sent = flow().submit(form);
    });
    expect(flow()).toMatchObject({ isSubmitting: true, error: undefined });
    act(() => flow().back());
    act(() => flow().restart());
    expect(flow().step).toBe('form');
    release();
    await act(() => sent);
    expect(flow()).toMatchObject({ step: 'confirmed', isSubmitting: false });
    act(() => flow().back());
    expect(flow()).toMatchObject({
      step: 'confirmed',
      date: '2026-06-15',
      slot: { end_time: '2026-06-15T10:00:00Z' },
    });
  });

  it('books a party, each in the zone that the visitor is in', async () => {
    const { id } = await scene.org.eventType({ max_attendees: 5 });
    const { flow, slotsAreThere } = await visitor({ eventTypeId: id });
    await slotsAreThere();
    act(() => flow().chooseDate('2026-06-15'));
    const [slot] = flow().slots;
    expect(slot).toMatchObject({ spots_remaining: 5, total_capacity: 5 });
    act(() => slot && flow().chooseSlot(slot));
    const attendees = [
      { name: 'Alex Johnson', email: 'alex@example.com' },
      { name: 'Kim Lee', email: 'kim@example.com', timezone: 'Asia/Seoul' },
    ];
    await act(() => flow().submit({ attendees }));
    expect(flow().booking?.attendees.map(({ timezone }) => timezone)).toEqual([
      'America/New_York',
      'Asia/Seoul',
    ]);
  });
});

describe('the calendar', () => {
  it('goes to later months and back to the one that it is, by the first weekday of the locale', async () => {
    const { id } = await scene.org.eventType({ booking_window_days: 40 });
    const { flow, slotsAreThere, bookable } = await visitor({
      eventTypeId: id,
      locale: 'de',
      timezone: 'UTC',
    });
    await slotsAreThere();
    expect(flow().hasPreviousMonth).toBe(false);
    act(() => flow().showPreviousMonth());
    expect(flow().month).toBe('2026-06');
    expect(flow().weeks[0]?.[0]).toEqual({
      date: '2026-06-01',
      day: 1,
      isInMonth: true,
      isToday: true,
      isBookable: true,
    });
    act(() => flow().showNextMonth());
    await slotsAreThere();
    expect(flow()).toMatchObject({ month: '2026-07', hasPreviousMonth: true });
    expect(flow().weeks[0]?.[0]).toMatchObject({ date: '2026-06-29', isInMonth: false, isBookable: false });
    expect(bookable().at(-1)).toBe('2026-07-11');
    act(() => flow().showPreviousMonth());
    expect(flow().month).toBe('2026-06');
  });

  it('shows slots on the visitor’s date, and a chosen time stays where the zone changes', async () => {
    const { id } = await scene.org.eventType({}, dailyHours('America/New_York', '19:00-21:00'));
    const { flow, slotsAreThere } = await visitor({ eventTypeId: id });
    await slotsAreThere();
    // 20:30 of the 30th in New York is past midnight of UTC, in July.
    act(() => flow().chooseDate('2026-06-30'));
    const slot = flow().slots.at(-1);
    expect(slot?.start_time).toBe('2026-07-01T00:30:00Z');
    act(() => slot && flow().chooseSlot(slot));
    act(() => flow().setTimezone('Asia/Tokyo'));
    expect(flow()).toMatchObject({
      step: 'form',
      slot,
      date: '2026-07-01',
      month: '2026-07',
      timezone: 'Asia/Tokyo',
    });
    await slotsAreThere();
    expect(flow().slots).toContainEqual(slot);
    await act(() => flow().submit(form));
    expect(flow().booking).toMatchObject({ start_time: slot?.start_time, invitee_timezone: 'Asia/Tokyo' });
  });

  it('says when the cap is reached', async () => {
    const { id } = await scene.org.eventType({ booking_cap: 1, booking_cap_period: 'total' });
    await scene.org.booked(id, '2026-06-15T09:00:00Z');
    const { flow, slotsAreThere, bookable } = await visitor({ eventTypeId: id });
    await slotsAreThere();
    expect(flow().isCapped).toBe(true);
    expect(bookable()).toEqual([]);
  });
});

it('somebody who moves a booking chooses a date and a time for its own length', async () => {
  const { id } = await scene.org.eventType({ duration_options: [30, 60] });
  const booking = await scene.org.booked(id, '2026-06-15T09:00:00Z', { ...alex, duration: 60 });
  const { flow, slotsAreThere } = await visitor({
    eventTypeId: id,
    timezone: 'UTC',
    reschedule: { bookingId: booking.id, token: booking.cancel_token },
  });
  await slotsAreThere();
  await waitFor(() => expect(flow().duration).toBe(60), patience);
  expect(flow()).toMatchObject({ step: 'date', durations: [] });
  await slotsAreThere();
  act(() => flow().chooseDate('2026-06-16'));
  const [slot] = flow().slots;
  expect(slot?.end_time).toBe('2026-06-16T10:00:00Z');
  act(() => slot && flow().chooseSlot(slot));
  await act(() => flow().submit({ reason: 'Travelling' }));
  expect(flow()).toMatchObject({
    step: 'confirmed',
    booking: {
      id: booking.id,
      status: 'rescheduled',
      start_time: '2026-06-16T09:00:00Z',
      reschedule_reason: 'Travelling',
    },
  });
});

it('somebody who moves a booking is offered exactly the times that it can be moved to, at a reached cap too', async () => {
  const { id } = await scene.org.eventType(
    { booking_cap: 1, booking_cap_period: 'total', duration_options: [30, 60], slot_interval_minutes: 30 },
    dailyHours('UTC', '09:00-11:00'),
  );
  const booking = await scene.org.booked(id, '2026-06-15T09:30:00Z', { ...alex, duration: 60 });
  const { flow, slotsAreThere, client } = await visitor({
    eventTypeId: id,
    timezone: 'UTC',
    reschedule: { bookingId: booking.id, token: booking.cancel_token },
  });
  await waitFor(() => expect(flow().duration).toBe(60), patience);
  await slotsAreThere();
  expect(flow().isCapped).toBe(false);
  act(() => flow().chooseDate('2026-06-15'));
  // Both lie over its own time, which is free for it.
  expect(flow().slots.map(({ start_time }) => start_time)).toEqual([
    '2026-06-15T09:00:00Z',
    '2026-06-15T10:00:00Z',
  ]);
  const asked = client.sent.filter(isAvailability).map(({ path }) => new URLSearchParams(path.split('?')[1]));
  expect(asked.map((query) => query.get('booking_id'))).toEqual(asked.map(() => booking.id));
  const [slot] = flow().slots;
  act(() => slot && flow().chooseSlot(slot));
  await act(() => flow().submit());
  expect(flow().booking).toMatchObject({ id: booking.id, start_time: '2026-06-15T09:00:00Z' });
});

it('what could not be loaded is told, and loaded by trying again; a failure to ask once more is not told', async () => {
  const { id } = await scene.org.eventType();
  const client = observedClient(scene.api);
  // The month that is shown, and not the one after, which is asked for ahead of need.
  const isOfJune = (request: Sent) => isAvailability(request) && monthAsked(request) === '2026-06';
  client.loseAnswer(isOfJune);
  const question = { eventTypeId: id, month: '2026-06', timezone: 'UTC', duration: 30 };
  const { result } = renderHook(() => ({ flow: useBookingFlow(question), read: useAvailability(question) }), {
    wrapper: below(client.astrocal),
  });
  const isBookable = () => result.current.flow.weeks.flat().some((day) => day.isBookable);
  await waitFor(() => expect(result.current.flow.error).toBeInstanceOf(ConnectionError), patience);
  expect(result.current.flow).toMatchObject({ step: 'date', isLoading: false });
  act(() => result.current.flow.retry());
  await waitFor(() => expect(isBookable()).toBe(true), patience);
  expect(result.current.flow.error).toBeUndefined();

  client.loseAnswer(isOfJune);
  act(() => result.current.read.refetch());
  await waitFor(() => expect(result.current.read.error).toBeInstanceOf(ConnectionError), patience);
  expect(result.current.flow.error).toBeUndefined();
  expect(isBookable()).toBe(true);
});

it('a page without an event type, or with one that is gone, says so', async () => {
  const client = observedClient(scene.api);
  const { result } = renderHook(() => useBookingFlow({ eventTypeId: 'evt_gone' }), {
    wrapper: below(client.astrocal),
  });
  expect(result.current).toMatchObject({ step: 'date', isLoading: true });
  await waitFor(() => expect(isApiError(result.current.error, 'not_found')).toBe(true), patience);
  expect(result.current.isLoading).toBe(false);
});

describe('who holds the meeting', () => {
  /** An event type of Ana, who is there in the morning, and of Bo, who is there all day. */
  async function hosted(fields: object = {}) {
    const member = async (name: string) =>
      (await scene.org.call('POST', '/v1/members', { name, email: `${name}@example.com` })).body.id as string;
    const [ana, bo] = [await member('Ana'), await member('Bo')];
    const { id } = await scene.org.eventType(fields);
    await scene.org.call('PUT', `/v1/event-types/${id}/hosts`, {
      hosts: [ana, bo].map((member_id) => ({ member_id })),
    });
    await scene.org.call('PUT', `/v1/members/${ana}/schedule`, dailyHours('UTC', '09:00-12:00'));
    return { id, ana, bo };
  }

  it('is chosen by the visitor: slots and the booking are of that host', async () => {
    const { id, ana, bo } = await hosted({ allow_host_choice: true });
    const { flow, slotsAreThere } = await visitor({ eventTypeId: id });
    await slotsAreThere();
    expect(flow().hosts.map(({ member_id, name }) => [member_id, name])).toEqual([
      [ana, 'Ana'],
      [bo, 'Bo'],
    ]);
    act(() => flow().chooseDate('2026-06-15'));
    expect(flow().slots).toHaveLength(16);
    act(() => flow().chooseHost(ana));
    expect(flow()).toMatchObject({ step: 'date', hostId: ana });
    await slotsAreThere();
    act(() => flow().chooseDate('2026-06-15'));
    await waitFor(() => expect(flow().slots).toHaveLength(6), patience);
    const [slot] = flow().slots;
    act(() => slot && flow().chooseSlot(slot));
    await act(() => flow().submit(form));
    expect(flow().booking?.hosts.map(({ name }) => name)).toEqual(['Ana']);
  });

  it('is as the options say, and there is nobody to choose then', async () => {
    const { id, ana } = await hosted({ allow_host_choice: true });
    const { flow, client, slotsAreThere } = await visitor({ eventTypeId: id, hostId: ana });
    await slotsAreThere();
    expect(flow()).toMatchObject({ hosts: [], hostId: ana });
    act(() => flow().chooseDate('2026-06-15'));
    expect(flow().slots).toHaveLength(6);
    const asked = client.sent.filter(isAvailability).map(({ path }) => path.includes(`host_id=${ana}`));
    expect([...new Set(asked)]).toEqual([true]);
  });
});
