import './page.ts';
import { act, cleanup, render, renderHook, waitFor } from '@testing-library/react';
import { type ReactNode, StrictMode } from 'react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Astrocal, AstrocalProvider, AstrocalWidget, useAvailability } from '../src/index.ts';
import { patience } from './render-below.tsx';

type Widget = typeof import('@astrocal/widget');
type Config = Parameters<Widget['open']>[0];

/** A widget that does nothing but remember what was asked of it. */
interface Opened {
  readonly config: Config;
  readonly updates: Partial<Config>[];
  isDestroyed: boolean;
}
const { opened } = vi.hoisted(() => ({ opened: [] as Opened[] }));
vi.mock(
  '@astrocal/widget',
  (): Partial<Widget> => ({
    open(config) {
      if (!config.eventTypeId) throw new TypeError('There is nothing to book.');
      const widget: Opened = { config, updates: [], isDestroyed: false };
      opened.push(widget);
      return {
        update: (change) => void widget.updates.push(change),
        close: () => config.onClose?.(),
        destroy: () => {
          widget.isDestroyed = true;
        },
      };
    },
  }),
);

const booking = { id: 'bkg_1' } as Parameters<NonNullable<Config['onBookingCreated']>>[0];

beforeEach(() => {
  opened.length = 0;
});
afterEach(cleanup);

const isOpen = (count = 1) => waitFor(() => expect(opened).toHaveLength(count), patience);
/** Long enough for anything that is on its way. */
const settled = () => act(async () => void (await import('@astrocal/widget')));
const theme = () => ({ primaryColor: '#0a0' });

describe('<AstrocalWidget>', () => {
  it('opens in its own place, and asks the API of the provider', async () => {
    const { container } = render(
      <AstrocalProvider baseUrl="https://booking.example.com/">
        <AstrocalWidget
          eventTypeId="evt_1"
          theme={theme()}
          colorScheme="auto"
          timezone="Asia/Tokyo"
          className="book"
        />
      </AstrocalProvider>,
    );
    await isOpen();
    const place = container.querySelector('.book');
    expect(opened[0]?.config).toMatchObject({
      eventTypeId: 'evt_1',
      apiUrl: 'https://booking.example.com',
      mode: 'inline',
      target: place,
      theme: theme(),
      colorScheme: 'auto',
      timezone: 'Asia/Tokyo',
    });
    expect(place).not.toBeNull();
  });

  it('works without a provider, and with an address of its own', async () => {
    render(<AstrocalWidget eventTypeId="evt_1" apiUrl="https://other.example.com" />);
    render(<AstrocalWidget eventTypeId="evt_2" />);
    await isOpen(2);
    expect(opened.map(({ config }) => config.apiUrl)).toEqual(['https://other.example.com', undefined]);
  });

  it('is one widget in strict mode', async () => {
    render(<AstrocalWidget eventTypeId="evt_1" />, { wrapper: StrictMode });
    await isOpen();
    await settled();
    expect(opened.map(({ isDestroyed }) => isDestroyed)).toEqual([false]);
  });

  it('hands on settings when they change, and is left alone when they are written anew', async () => {
    const { rerender } = render(<AstrocalWidget eventTypeId="evt_1" theme={theme()} timezone="UTC" />);
    await isOpen();
    rerender(<AstrocalWidget eventTypeId="evt_1" theme={theme()} timezone="UTC" onClose={() => {}} />);
    await settled();
    expect(opened[0]?.updates).toEqual([]);
    rerender(<AstrocalWidget eventTypeId="evt_2" theme={theme()} colorScheme="dark" />);
    expect(opened[0]?.updates).toHaveLength(1);
    expect(opened[0]?.updates[0]).toMatchObject({
      eventTypeId: 'evt_2',
      colorScheme: 'dark',
      timezone: undefined,
    });
    expect(opened[0]?.updates[0]).toHaveProperty('timezone');
    expect(opened).toHaveLength(1);
  });

  it('opens with what it is told while its code is loaded', async () => {
    const { rerender } = render(<AstrocalWidget eventTypeId="evt_1" />);
    rerender(<AstrocalWidget eventTypeId="evt_2" />);
    await isOpen();
    expect(opened[0]?.config.eventTypeId).toBe('evt_2');
  });

  it('calls what the newest rendering wants called', async () => {
    const [older, newer] = [vi.fn(), vi.fn()];
    const { rerender } = render(
      <AstrocalWidget eventTypeId="evt_1" onBookingCreated={older} onClose={older} />,
    );
    await isOpen();
    rerender(
      <AstrocalWidget
        eventTypeId="evt_1"
        onBookingCreated={newer}
        onPaymentRequired={newer}
        onError={newer}
      />,
    );
    const { config } = opened[0] as Opened;
    config.onBookingCreated?.(booking);
    config.onPaymentRequired?.(booking);
    config.onError?.({ code: 'offline', message: 'There is no network.' });
    config.onClose?.();
    expect(older).not.toHaveBeenCalled();
    expect(newer.mock.calls).toEqual([
      [booking],
      [booking],
      [{ code: 'offline', message: 'There is no network.' }],
    ]);
  });

  it('is taken out of the page with its component, without a word, and never opens after it', async () => {
    const onClose = vi.fn();
    const { unmount } = render(<AstrocalWidget eventTypeId="evt_1" onClose={onClose} />);
    await isOpen();
    unmount();
    expect(opened[0]?.isDestroyed).toBe(true);
    render(<AstrocalWidget eventTypeId="evt_1" />).unmount();
    await settled();
    expect(opened).toHaveLength(1);
    expect(onClose).not.toHaveBeenCalled();
  });

  it('is a dialog in popup mode, and another widget when the mode changes', async () => {
    const { container, rerender } = render(<AstrocalWidget eventTypeId="evt_1" mode="popup" />);
    await isOpen();
    expect(container.innerHTML).toBe('');
    expect(opened[0]?.config).toMatchObject({ mode: 'popup' });
    expect(opened[0]?.config.target).toBeUndefined();
    rerender(<AstrocalWidget eventTypeId="evt_1" mode="inline" />);
    await isOpen(2);
    expect(opened.map(({ isDestroyed }) => isDestroyed)).toEqual([true, false]);
    expect(opened[1]?.config.target).toBe(container.firstChild);
  });

  it('tells when it cannot open', async () => {
    const onError = vi.fn();
    render(<AstrocalWidget onError={onError} />);
    await waitFor(() => expect(onError).toHaveBeenCalled(), patience);
    expect(onError.mock.calls).toEqual([[{ code: 'widget_failed', message: 'There is nothing to book.' }]]);
  });

  it('is an empty place on a server', () => {
    expect(renderToString(<AstrocalWidget eventTypeId="evt_1" style={{ minHeight: 400 }} />)).toBe(
      '<div style="min-height:400px"></div>',
    );
    expect(renderToString(<AstrocalWidget eventTypeId="evt_1" mode="popup" />)).toBe('');
    expect(opened).toEqual([]);
  });
});

it('slots that hooks show are asked for again after the widget has booked', async () => {
  let asked = 0;
  const client = new Astrocal({
    fetch: async () => {
      asked++;
      return Response.json({ slots: [] });
    },
  });
  const wrapper = ({ children }: { readonly children: ReactNode }) => (
    <AstrocalProvider client={client}>
      <AstrocalWidget eventTypeId="evt_1" />
      {children}
    </AstrocalProvider>
  );
  const question = { eventTypeId: 'evt_1', start: '2026-06-15', timezone: 'UTC' };
  const { result } = renderHook(() => useAvailability(question), { wrapper });
  await waitFor(() => expect(result.current.data).toBeDefined(), patience);
  await isOpen();
  expect(asked).toBe(1);
  act(() => opened[0]?.config.onBookingRescheduled?.(booking));
  await waitFor(() => expect(asked).toBe(2), patience);
});
