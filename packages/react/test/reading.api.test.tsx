import './page.ts';
import { act, cleanup, renderHook, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { useOrganization as openOrganization } from '../../../apps/api/test/harness/organization.ts';
import { isApiError, useAvailability, useBooking, useEventType } from '../src/index.ts';
import { isAvailability, monthAsked, observedClient } from './api-client.ts';
import { pageEvent } from './page.ts';
import { below, patience } from './render-below.tsx';

const scene = openOrganization();
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

describe('useEventType', () => {
  it('reads what anyone may know', async () => {
    const { id } = await scene.org.eventType({ title: 'Intro call' });
    const { result } = renderHook(() => useEventType(id), {
      wrapper: below(observedClient(scene.api).astrocal),
    });
    expect(result.current).toMatchObject({ data: undefined, error: undefined, isLoading: true });
    await waitFor(() => expect(result.current.data?.title).toBe('Intro call'), patience);
    expect(result.current).toMatchObject({ error: undefined, isLoading: false, isFetching: false });
  });

  it('tells in an error of the API that there is none', async () => {
    const client = observedClient(scene.api);
    const { result } = renderHook(() => useEventType('evt_gone'), { wrapper: below(client.astrocal) });
    await waitFor(() => expect(isApiError(result.current.error, 'not_found')).toBe(true), patience);
    expect(result.current).toMatchObject({ data: undefined, isLoading: false });
    expect(client.sent).toHaveLength(1);
  });

  it('asks nothing without an id', async () => {
    const client = observedClient(scene.api);
    const { result } = renderHook(() => useEventType(undefined), { wrapper: below(client.astrocal) });
    expect(result.current).toMatchObject({ data: undefined, isLoading: false, isFetching: false });
    await act(async () => {});
    expect(client.sent).toEqual([]);
  });
});

describe('useAvailability', () => {
  it('reads a month in the visitor’s zone, and the next one after it', async () => {
    const { id } = await scene.org.eventType();
    const client = observedClient(scene.api);
    const { result, rerender } = renderHook(
      ({ month }) => useAvailability({ eventTypeId: id, month, timezone: 'Asia/Tokyo' }),
      { wrapper: below(client.astrocal), initialProps: { month: '2026-07' } },
    );
    expect(result.current.isLoading).toBe(true);
    await waitFor(() => expect(client.sent.map(monthAsked)).toEqual(['2026-07', '2026-08']), patience);
    const { data, slotsByDate } = result.current;
    expect(data).toMatchObject({ start: '2026-07-01', end: '2026-07-31', timezone: 'Asia/Tokyo' });
    // 09:00 to 17:00 UTC is 18:00 to 02:00 of the next day in Tokyo.
    expect([...slotsByDate.keys()]).toHaveLength(31);
    expect(slotsByDate.get('2026-07-31')?.map(({ start_time }) => start_time)).toContain(
      '2026-07-30T16:30:00Z',
    );
    expect([...slotsByDate.values()].flat()).toEqual(data?.slots);

    // The prefetched month is there at once when it is turned to.
    await act(async () => {});
    await waitFor(() => expect(client.sent).toHaveLength(2), patience);
    rerender({ month: '2026-08' });
    await waitFor(() => expect(result.current.data?.start).toBe('2026-08-01'), patience);
    await waitFor(
      () => expect(client.sent.map(monthAsked)).toEqual(['2026-07', '2026-08', '2026-09']),
      patience,
    );
  });

  it('reads a stretch of dates in a length, and nothing ahead', async () => {
    const { id } = await scene.org.eventType({ duration_options: [30, 60] });
    const client = observedClient(scene.api);
    const { result } = renderHook(
      () =>
        useAvailability({
          eventTypeId: id,
          start: '2026-06-02',
          end: '2026-06-03',
          timezone: 'UTC',
          duration: 60,
        }),
      { wrapper: below(client.astrocal) },
    );
    await waitFor(() => expect(result.current.data).toBeDefined(), patience);
    expect(result.current.slotsByDate.get('2026-06-03')?.[0]).toEqual({
      start_time: '2026-06-03T09:00:00Z',
      end_time: '2026-06-03T10:00:00Z',
    });
    expect([...result.current.slotsByDate.keys()]).toEqual(['2026-06-02', '2026-06-03']);
    await act(async () => {});
    expect(client.sent).toHaveLength(1);
  });

  it('shows the month that was asked for last, though an older answer comes later', async () => {
    const { id } = await scene.org.eventType();
    const client = observedClient(scene.api);
    const release = client.holdAnswers((request) => monthAsked(request) === '2026-07');
    const { result, rerender } = renderHook(
      ({ month }) => useAvailability({ eventTypeId: id, month, timezone: 'UTC', prefetch: false }),
      { wrapper: below(client.astrocal), initialProps: { month: '2026-07' } },
    );
    rerender({ month: '2026-09' });
    await waitFor(() => expect(result.current.data?.start).toBe('2026-09-01'), patience);
    release();
    await act(async () => {});
    expect(result.current.data?.start).toBe('2026-09-01');
    expect(client.sent[0]?.signal.aborted).toBe(true);
  });

  it('aborts what it waits for when it is unmounted, the next month included', async () => {
    const { id } = await scene.org.eventType();
    const client = observedClient(scene.api);
    const release = client.holdAnswers((request) => monthAsked(request) === '2026-08');
    const { unmount } = renderHook(
      () => useAvailability({ eventTypeId: id, month: '2026-07', timezone: 'UTC' }),
      {
        wrapper: below(client.astrocal),
      },
    );
    await waitFor(() => expect(client.sent).toHaveLength(2), patience);
    expect(client.sent[1]?.signal.aborted).toBe(false);
    unmount();
    await waitFor(() => expect(client.sent[1]?.signal.aborted).toBe(true), patience);
    release();
  });

  it('asks again when the visitor returns, and not before', async () => {
    const { id } = await scene.org.eventType();
    const client = observedClient(scene.api);
    const { result } = renderHook(
      () => useAvailability({ eventTypeId: id, month: '2026-07', timezone: 'UTC', prefetch: false }),
      { wrapper: below(client.astrocal) },
    );
    await waitFor(() => expect(result.current.data).toBeDefined(), patience);
    await scene.org.booked(id, '2026-07-01T09:00:00Z');
    const realNow = Date.now;
    vi.spyOn(Date, 'now').mockImplementation(() => realNow() + 60_000);
    act(() => {
      window.dispatchEvent(pageEvent('focus'));
      document.dispatchEvent(pageEvent('visibilitychange'));
    });
    expect(result.current).toMatchObject({ isLoading: false, isFetching: true });
    expect(result.current.slotsByDate.get('2026-07-01')?.[0]?.start_time).toBe('2026-07-01T09:00:00Z');
    await waitFor(
      () =>
        expect(result.current.slotsByDate.get('2026-07-01')?.[0]?.start_time).toBe('2026-07-01T09:30:00Z'),
      patience,
    );
    expect(client.sent).toHaveLength(2);
  });

  it('asks each month once in strict mode, and does not go on asking when it fails', async () => {
    const { id } = await scene.org.eventType();
    const client = observedClient(scene.api);
    const options = { wrapper: below(client.astrocal), reactStrictMode: true };
    const good = renderHook(
      () => useAvailability({ eventTypeId: id, month: '2026-07', timezone: 'UTC' }),
      options,
    );
    await waitFor(() => expect(client.sent.map(monthAsked)).toEqual(['2026-07', '2026-08']), patience);
    good.unmount();

    client.sent.length = 0;
    const bad = renderHook(
      () => useAvailability({ eventTypeId: id, start: '2026-07-01', end: '2027-07-01', timezone: 'UTC' }),
      options,
    );
    await waitFor(
      () => expect(isApiError(bad.result.current.error, 'validation_error')).toBe(true),
      patience,
    );
    for (let i = 0; i < 5; i++) await act(async () => bad.rerender());
    expect(client.sent).toHaveLength(1);
  });

  it('tells of a zone that the machine does not know, and asks nothing', async () => {
    const client = observedClient(scene.api);
    const { result } = renderHook(() => useAvailability({ eventTypeId: 'evt_1', timezone: 'Mars/Olympus' }), {
      wrapper: below(client.astrocal),
    });
    expect(result.current.error).toEqual(new RangeError('There is no zone "Mars/Olympus" here.'));
    expect(result.current).toMatchObject({ data: undefined, isLoading: false, isFetching: false });
    await act(async () => {});
    expect(client.sent).toEqual([]);
  });

  it('is asked once for all components that read the same', async () => {
    const { id } = await scene.org.eventType();
    const client = observedClient(scene.api);
    const question = { eventTypeId: id, month: '2026-07', timezone: 'UTC', prefetch: false };
    const { result } = renderHook(
      () => [useAvailability(question), useAvailability({ ...question })] as const,
      {
        wrapper: below(client.astrocal),
      },
    );
    await waitFor(() => expect(result.current[1].data).toBeDefined(), patience);
    expect(result.current[0].data).toBe(result.current[1].data);
    expect(client.sent.filter(isAvailability)).toHaveLength(1);
  });
});

describe('useBooking', () => {
  it('reads a booking by its token, and tells that a wrong one opens nothing', async () => {
    const { id: eventTypeId } = await scene.org.eventType();
    const booking = await scene.org.booked(eventTypeId, '2026-07-01T09:00:00Z');
    const wrapper = below(observedClient(scene.api).astrocal);
    const read = (token: string) => renderHook(() => useBooking(booking.id, { token }), { wrapper }).result;
    const right = read(booking.cancel_token);
    await waitFor(() => expect(right.current.data?.invitee_name).toBe('Alex Johnson'), patience);
    const wrong = read('wrong');
    await waitFor(() => expect(isApiError(wrong.current.error, 'unauthorized')).toBe(true), patience);
    expect(wrong.current.data).toBeUndefined();
  });
});

it('a hook outside of a provider says what is missing', () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  expect(() => renderHook(() => useEventType('evt_1'))).toThrow('below an <AstrocalProvider>');
});
