import './page.ts';
import { act, cleanup, renderHook, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { useOrganization as openOrganization } from '../../../apps/api/test/harness/organization.ts';
import {
  ConnectionError,
  isApiError,
  useAvailability,
  useJoinWaitlist,
  useLeaveWaitlist,
} from '../src/index.ts';
import { isAvailability, observedClient, type Sent } from './api-client.ts';
import { below, patience } from './render-below.tsx';

const scene = openOrganization();
afterEach(cleanup);

const day = '2026-06-02';
const nine = `${day}T09:00:00Z`;
const kim = {
  invitee_name: 'Kim Lee',
  invitee_email: 'kim@example.com',
  invitee_timezone: 'Asia/Seoul',
};
const isJoin = ({ method, path }: Sent) => method === 'POST' && path === '/v1/waitlist';

/** A page that shows what of a day is taken, and lets people wait for it; its nine o'clock is taken. */
async function waitingPage() {
  const { id } = await scene.org.eventType({ waitlist_enabled: true });
  await scene.org.booked(id, nine);
  const client = observedClient(scene.api);
  const { result } = renderHook(
    () => ({
      slots: useAvailability({ eventTypeId: id, start: day, timezone: 'UTC' }),
      joining: useJoinWaitlist(),
    }),
    { wrapper: below(client.astrocal) },
  );
  await waitFor(() => expect(result.current.slots.data).toBeDefined(), patience);
  const body = { ...kim, event_type_id: id, start_time: nine };
  return {
    id,
    client,
    result,
    body,
    places: () => result.current.slots.data?.full_slots?.map(({ waitlist_position }) => waitlist_position),
    entries: async () => (await scene.org.call('GET', `/v1/waitlist?event_type_id=${id}`)).body.data,
  };
}

describe('useJoinWaitlist', () => {
  it('takes a place in line, and the places that are shown follow', async () => {
    const { result, body, places } = await waitingPage();
    expect(places()).toEqual([1]);
    let answer: unknown;
    await act(async () => {
      answer = await result.current.joining.join(body);
    });
    expect(result.current.joining).toMatchObject({ data: answer, error: undefined, isPending: false });
    expect(result.current.joining.data).toMatchObject({ status: 'waiting', position: 1, start_time: nine });
    await waitFor(() => expect(places()).toEqual([2]), patience);
    act(() => result.current.joining.reset());
    expect(result.current.joining).toMatchObject({ data: undefined, isPending: false });
  });

  it('sends one request for two clicks, and joins once although the first answer was lost', async () => {
    const { result, body, client, entries } = await waitingPage();
    client.loseAnswer(isJoin);
    await act(async () => {
      await expect(result.current.joining.join(body)).rejects.toBeInstanceOf(ConnectionError);
    });
    expect(result.current.joining.error).toBeInstanceOf(ConnectionError);
    await act(async () => {
      await Promise.all([result.current.joining.join(body), result.current.joining.join({ ...body })]);
    });
    const keys = client.sent.filter(isJoin).map(({ idempotencyKey }) => idempotencyKey);
    expect(keys).toEqual([keys[0], keys[0]]);
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(await entries()).toHaveLength(1);
  });

  it('where a place opened meanwhile says so, and shows it', async () => {
    const { id, result, body, client } = await waitingPage();
    const [taken] = (await scene.org.call('GET', `/v1/bookings?event_type_id=${id}`)).body.data;
    await scene.org.call('POST', `/v1/bookings/${taken.id}/cancel`, {});
    await act(async () => {
      await expect(result.current.joining.join(body)).rejects.toThrow();
    });
    expect(isApiError(result.current.joining.error, 'conflict')).toBe(true);
    await waitFor(() => expect(result.current.slots.data?.slots[0]?.start_time).toBe(nine), patience);
    expect(client.sent.filter(isAvailability)).toHaveLength(2);
  });
});

/** The same page for somebody who may leave by a token; without one, by that of their entry. */
async function leavingPage(token?: string) {
  const { id } = await scene.org.eventType({ waitlist_enabled: true });
  await scene.org.booked(id, nine);
  const body = { ...kim, event_type_id: id, start_time: nine };
  const { body: entry } = await scene.org.call('POST', '/v1/waitlist', body);
  const client = observedClient(scene.api);
  const { result } = renderHook(
    () => ({
      slots: useAvailability({ eventTypeId: id, start: day, timezone: 'UTC' }),
      leaving: useLeaveWaitlist(entry.id, { token: token ?? entry.cancel_token }),
      joining: useJoinWaitlist(),
    }),
    { wrapper: below(client.astrocal) },
  );
  await waitFor(() => expect(result.current.slots.data).toBeDefined(), patience);
  const places = () =>
    result.current.slots.data?.full_slots?.map(({ waitlist_position }) => waitlist_position);
  return { result, client, body, places };
}

describe('useLeaveWaitlist', () => {
  it('leaves once by the token of the entry, what is shown follows, and the same person may join again', async () => {
    const { result, client, body, places } = await leavingPage();
    expect(places()).toEqual([2]);
    await act(async () => {
      await Promise.all([result.current.leaving.leave(), result.current.leaving.leave()]);
    });
    expect(client.sent.filter(({ path }) => path.includes('/cancel'))).toHaveLength(1);
    expect(result.current.leaving).toMatchObject({ data: { status: 'cancelled' }, isPending: false });
    await waitFor(() => expect(places()).toEqual([1]), patience);
    await act(async () => {
      const first = await result.current.joining.join(body);
      await scene.org.call('POST', `/v1/waitlist/${first.id}/cancel`, {});
      await result.current.leaving.leave();
      const second = await result.current.joining.join(body);
      expect(second.id).not.toBe(first.id);
    });
  });

  it('refuses a token of somebody else', async () => {
    const { result } = await leavingPage('x'.repeat(43));
    await act(async () => {
      await expect(result.current.leaving.leave()).rejects.toThrow();
    });
    expect(isApiError(result.current.leaving.error, 'unauthorized')).toBe(true);
    act(() => result.current.leaving.reset());
    expect(result.current.leaving.error).toBeUndefined();
  });
});
