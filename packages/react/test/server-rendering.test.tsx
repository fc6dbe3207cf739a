import { Astrocal } from '@astrocal/sdk';
import { renderToString } from 'react-dom/server';
import { expect, it } from 'vitest';
import {
  AstrocalProvider,
  useAvailability,
  useBooking,
  useBookingFlow,
  useCancel,
  useCreateBooking,
  useEventType,
  useJoinWaitlist,
  useLeaveWaitlist,
  useReschedule,
} from '../src/index.ts';

function Page() {
  const eventType = useEventType('evt_1');
  const slots = useAvailability({ eventTypeId: 'evt_1' });
  const booking = useBooking('bkg_1', { token: 'secret' });
  const flow = useBookingFlow({ eventTypeId: 'evt_1' });
  const changes = [
    useCreateBooking(),
    useReschedule('bkg_1'),
    useCancel('bkg_1'),
    useJoinWaitlist(),
    useLeaveWaitlist('wle_1'),
  ];
  const reads = [eventType, slots, booking, flow];
  return (
    <p>
      {reads.map(({ isLoading }) => String(isLoading)).join()}{' '}
      {changes.map(({ isPending }) => String(isPending)).join()} {flow.step} {String(flow.timezone)}{' '}
      {String(flow.month)} {flow.weeks.length}
    </p>
  );
}

it('on a server every hook renders as loading, asks nothing, and knows neither zone nor date of the visitor', () => {
  expect(typeof window).toBe('undefined');
  const asked: string[] = [];
  const client = new Astrocal({
    fetch: async (url) => {
      asked.push(url);
      return Response.json({});
    },
  });
  const html = renderToString(
    <AstrocalProvider client={client}>
      <Page />
    </AstrocalProvider>,
  );
  expect(html.replaceAll('<!-- -->', '')).toBe(
    '<p>true,true,true,true false,false,false,false,false date undefined undefined 0</p>',
  );
  expect(asked).toEqual([]);
});

it('a provider makes its client of an address and a key, and says which of them cannot be meant', () => {
  const render = (baseUrl: string) =>
    renderToString(<AstrocalProvider baseUrl={baseUrl} apiKey="ac_test_1" />);
  expect(render('https://booking.example.com')).toBe('');
  expect(() => render('booking.example.com/v1')).toThrow('baseUrl');
});
