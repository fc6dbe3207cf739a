import './page.ts';
import { act, cleanup, renderHook, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { alex, useOrganization as openOrganization } from '../../../apps/api/test/harness/organization.ts';
import {
  ConnectionError,
  isApiError,
  useAvailability,
  useBooking,
  useCancel,
  useCreateBooking,
  useReschedule,
} from '../src/index.ts';
import { isAvailability, isCreate, observedClient } from './api-client.ts';
import { below, patience } from './render-below.tsx';

const scene = openOrganization();
afterEach(cleanup);

const day = '2026-06-02';
const nine = `${day}T09:00:00Z`;
const ten = `${day}T10:00:00Z`;
const eleven = `${day}T11:00:00Z`;

/** A page that shows the slots of a day and books: what it shows, and the requests it makes. */
async function bookingPage(fields: object = {}) {
  const { id } = await scene.org.eventType(fields);
  const client = observedClient(scene.api);
  const { result } = renderHook(
    () => ({
      slots: useAvailability({ eventTypeId: id, start: day, timezone: 'UTC' }),
      booking: useCreateBooking(),
      second: useCreateBooking(),
    }),
    { wrapper: below(client.astrocal) },
  );
  await waitFor(() => expect(result.current.slots.data).toBeDefined(), patience);
  return {
    id,
    client,
    result,
    body: { event_type_id: id, start_time: nine, ...alex },
    starts: () => result.current.slots.data?.slots.map(({ start_time }) => start_time),
    bookings: async () => (await scene.org.call('GET', '/v1/bookings')).body.data,
  };
}

describe('useCreateBooking', () => {
  it('books, and the slot is gone from what is shown', async () => {
    const { result, body, starts, bookings } = await bookingPage();
    expect(result.current.booking).toMatchObject({ data: undefined, error: undefined, isPending: false });
    let answer: unknown;
    await act(async () => {
      answer = await result.current.booking.create(body);
    });
    expect(result.current.booking).toMatchObject({ data: answer, error: undefined, isPending: false });
    expect(result.current.booking.data).toMatchObject({ status: 'confirmed', start_time: nine });
    await waitFor(() => expect(starts()?.[0]).toBe(`${day}T09:30:00Z`), patience);
    expect(await bookings()).toHaveLength(1);
    act(() => result.current.booking.reset());
    expect(result.current.booking).toMatchObject({ data: undefined, isPending: false });
  });

  it('sends one request for two clicks, and both get its answer', async () => {
    const { result, body, client, bookings } = await bookingPage();
    let answers: readonly { readonly id: string }[] = [];
    await act(async () => {
      const { create } = result.current.booking;
      answers = await Promise.all([create(body), create({ ...body })]);
    });
    expect(answers[0]?.id).toBe(answers[1]?.id);
    expect(client.sent.filter(isCreate)).toHaveLength(1);
    expect(result.current.booking).toMatchObject({ data: answers[0], isPending: false });
    expect(await bookings()).toHaveLength(1);
  });

  it('books once although the first answer was lost and the visitor tries again, even elsewhere', async () => {
    const { result, body, client, bookings } = await bookingPage();
    client.loseAnswer(isCreate);
    await act(async () => {
      await expect(result.current.booking.create(body)).rejects.toBeInstanceOf(ConnectionError);
    });
    expect(result.current.booking.error).toBeInstanceOf(ConnectionError);
    await act(async () => {
      await result.current.second.create(body);
    });
    const keys = client.sent.filter(isCreate).map(({ idempotencyKey }) => idempotencyKey);
    expect(keys).toEqual([keys[0], keys[0]]);
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
    const made = await bookings();
    expect(made.map(({ id }: { id: string }) => id)).toEqual([result.current.second.data?.id]);
  });

  it('drops a slot that is taken at once, tells the alternatives, and asks for slots again', async () => {
    const { result, id, body, client, starts } = await bookingPage();
    await scene.org.booked(id, nine);
    expect(starts()?.[0]).toBe(nine);
    const release = client.holdAnswers(isAvailability);
    act(() => {
      // Its promise is left alone: the error is in the state.
      void result.current.booking.create(body);
    });
    await waitFor(() => expect(result.current.booking.error).toBeDefined(), patience);
    const { error } = result.current.booking;
    if (!isApiError(error, 'slot_unavailable')) throw error;
    expect(error.details?.reason).toBe('booked');
    expect(error.details?.alternatives?.[0]?.start_time).toBe(`${day}T09:30:00Z`);
    // Before the newer slots are there.
    expect(result.current.slots.isFetching).toBe(true);
    expect(starts()?.[0]).toBe(`${day}T09:30:00Z`);
    release();
    await waitFor(() => expect(result.current.slots.isFetching).toBe(false), patience);
    expect(starts()?.[0]).toBe(`${day}T09:30:00Z`);
    expect(client.sent.filter(isAvailability)).toHaveLength(2);
  });

  it('does not bring a dropped slot back by an answer from before', async () => {
    const { result, id, body, client, starts } = await bookingPage();
    const release = client.holdAnswers(isAvailability);
    act(() => result.current.slots.refetch());
    await waitFor(() => expect(client.sent.filter(isAvailability)).toHaveLength(2), patience);
    await scene.org.booked(id, nine);
    await act(async () => {
      await expect(result.current.booking.create(body)).rejects.toThrow();
    });
    release();
    await waitFor(() => expect(result.current.slots.isFetching).toBe(false), patience);
    expect(starts()?.[0]).toBe(`${day}T09:30:00Z`);
    expect(client.sent.filter(isAvailability)[1]?.signal.aborted).toBe(true);
  });

  it('shows that nothing is left when the cap is reached meanwhile', async () => {
    const { result, id, body } = await bookingPage({ booking_cap: 1, booking_cap_period: 'daily' });
    await scene.org.booked(id, ten);
    await act(async () => {
      await expect(result.current.booking.create(body)).rejects.toMatchObject({
        code: 'booking_cap_reached',
      });
    });
    await waitFor(
      () => expect(result.current.slots.data).toMatchObject({ slots: [], capped: true }),
      patience,
    );
  });

  it('keeps what is shown after a mistake in the form', async () => {
    const { result, body, client } = await bookingPage();
    await act(async () => {
      await expect(result.current.booking.create({ ...body, invitee_email: 'nobody' })).rejects.toThrow();
    });
    const { error } = result.current.booking;
    expect(isApiError(error, 'validation_error') && error.details?.issues?.[0]?.path).toBe(
      'body.invitee_email',
    );
    expect(client.sent.filter(isAvailability)).toHaveLength(1);
  });

  it('shows the outcome of the newest call, whichever is answered last', async () => {
    const { result, id, body, client } = await bookingPage();
    await scene.org.booked(id, nine);
    const release = client.holdAnswers((request) => request === client.sent.find(isCreate));
    let first: Promise<unknown> = Promise.resolve();
    await act(async () => {
      first = result.current.booking.create(body).catch((error) => error);
      await result.current.booking.create({ ...body, start_time: ten });
      release();
      await first;
    });
    expect(isApiError(await first, 'slot_unavailable')).toBe(true);
    expect(result.current.booking).toMatchObject({ error: undefined, isPending: false });
    expect(result.current.booking.data?.start_time).toBe(ten);
  });

  it('books although its component is gone', async () => {
    const { id } = await scene.org.eventType();
    const client = observedClient(scene.api);
    const { result, unmount } = renderHook(() => useCreateBooking(), { wrapper: below(client.astrocal) });
    const release = client.holdAnswers(isCreate);
    const answer = result.current.create({ event_type_id: id, start_time: nine, ...alex });
    unmount();
    release();
    expect(await answer).toMatchObject({ status: 'confirmed' });
    expect(client.sent[0]?.signal?.aborted ?? false).toBe(false);
  });
});

/** A page that shows a booking by its token, and the slots it may move to. */
async function managePage() {
  const { id } = await scene.org.eventType();
  const booking = await scene.org.booked(id, nine);
  const access = { token: booking.cancel_token };
  const client = observedClient(scene.api);
  const { result } = renderHook(
    () => ({
      shown: useBooking(booking.id, access),
      slots: useAvailability({ eventTypeId: id, start: day, timezone: 'UTC' }),
      moving: useReschedule(booking.id, access),
      cancelling: useCancel(booking.id, access),
      booking: useCreateBooking(),
    }),
    { wrapper: below(client.astrocal) },
  );
  await waitFor(() => expect(result.current.shown.data && result.current.slots.data).toBeDefined(), patience);
  const starts = () => result.current.slots.data?.slots.map(({ start_time }) => start_time);
  return { id, client, result, starts };
}

describe('useReschedule', () => {
  it('moves the booking, and what is shown of it and of slots follows', async () => {
    const { result, starts } = await managePage();
    await act(async () => {
      await result.current.moving.reschedule({ new_start_time: ten, reason: 'Travelling' });
    });
    expect(result.current.moving.data).toMatchObject({ status: 'rescheduled', start_time: ten });
    expect(result.current.shown.data).toMatchObject({ start_time: ten, reschedule_reason: 'Travelling' });
    await waitFor(() => expect(starts()).toContain(nine), patience);
    expect(starts()).not.toContain(ten);
  });

  it('drops a slot that is taken, and the booking stays where it is', async () => {
    const { id, result, starts } = await managePage();
    await scene.org.booked(id, ten);
    expect(starts()).toContain(ten);
    await act(async () => {
      await expect(result.current.moving.reschedule({ new_start_time: ten })).rejects.toThrow();
    });
    expect(isApiError(result.current.moving.error, 'slot_unavailable')).toBe(true);
    expect(starts()).not.toContain(ten);
    expect(result.current.shown.data?.start_time).toBe(nine);
  });

  it('shows that the booking was cancelled elsewhere', async () => {
    const { client, result } = await managePage();
    const { id } = result.current.shown.data ?? {};
    await scene.org.call('POST', `/v1/bookings/${id}/cancel`);
    await act(async () => {
      await expect(result.current.moving.reschedule({ new_start_time: ten })).rejects.toMatchObject({
        code: 'booking_cancelled',
      });
    });
    await waitFor(() => expect(result.current.shown.data?.status).toBe('cancelled'), patience);
    expect(client.sent.filter(({ path }) => path.includes('/reschedule'))).toHaveLength(1);
  });
});

describe('useCancel', () => {
  it('cancels once however often it is clicked, and the same wish may be booked again', async () => {
    const { client, id, result, starts } = await managePage();
    await act(async () => {
      await Promise.all([
        result.current.cancelling.cancel({ reason: 'Ill' }),
        result.current.cancelling.cancel({ reason: 'Ill' }),
      ]);
    });
    expect(client.sent.filter(({ path }) => path.includes('/cancel'))).toHaveLength(1);
    expect(result.current.cancelling.data).toMatchObject({ status: 'cancelled', cancel_reason: 'Ill' });
    expect(result.current.shown.data?.status).toBe('cancelled');
    await waitFor(() => expect(starts()).toContain(nine), patience);

    const body = { event_type_id: id, start_time: eleven, ...alex };
    await act(async () => {
      const first = await result.current.booking.create(body);
      await scene.org.call('POST', `/v1/bookings/${first.id}/cancel`);
      await result.current.cancelling.cancel();
      const second = await result.current.booking.create(body);
      expect(second.id).not.toBe(first.id);
    });
  });
});
