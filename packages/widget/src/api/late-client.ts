import type { Client } from './client.ts';

const calls: readonly (keyof Client)[] = [
  'readEventType',
  'readAvailability',
  'readBooking',
  'book',
  'move',
  'joinWaitlist',
];

/** A client that is got when it is first called. */
export const createLateClient = (get: () => Promise<Client>): Client =>
  Object.fromEntries(
    calls.map((name) => [
      name,
      async (...given: never[]) => ((await get())[name] as (...all: never[]) => unknown)(...given),
    ]),
  ) as unknown as Client;
