import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { createFirstOrganization } from '../../src/bootstrap/bootstrap.ts';
import type { Credentials } from '../../src/bootstrap/credentials.ts';
import { createTestApi, type TestAnswer, type TestApi, testStart } from './api.ts';
import type { DatabaseKind } from './databases.ts';

/** An organization with short ways to set a scene in one of its modes, which is where they all act. */
export interface TestOrganization extends Credentials {
  /** A request with its key of that mode. */
  call(method: string, path: string, body?: unknown): Promise<TestAnswer>;
  /** A new event type of 30 minutes that is open from 09:00 to 17:00 UTC every day; `fields` and `hours` say otherwise. */
  // biome-ignore lint/suspicious/noExplicitAny: as the API answers it
  eventType(fields?: object, hours?: object | null): Promise<any>;
  /** Tries to book for Alex Johnson. */
  book(eventTypeId: string, startTime: string, fields?: object): Promise<TestAnswer>;
  /** Books, and fails unless it is booked. */
  // biome-ignore lint/suspicious/noExplicitAny: as the API answers it
  booked(eventTypeId: string, startTime: string, fields?: object): Promise<any>;
  /** The whole answer of availability, for one date unless told. */
  // biome-ignore lint/suspicious/noExplicitAny: as the API answers it
  availability(eventTypeId: string, start: string, query?: Record<string, string>): Promise<any>;
  /** The starts that availability offers. */
  starts(eventTypeId: string, start: string, query?: Record<string, string>): Promise<string[]>;
  /** The events of its log, oldest first. */
  // biome-ignore lint/suspicious/noExplicitAny: as the API answers it
  events(): Promise<any[]>;
}

export const everyDay = [0, 1, 2, 3, 4, 5, 6];

/** The body of PUT …/availability: the same windows, such as `09:00-17:00`, on every day of the week. */
export const dailyHours = (timezone: string, ...windows: string[]) => ({
  timezone,
  rules: everyDay.flatMap((day_of_week) => windows.map((each) => ({ day_of_week, ...windowOf(each) }))),
});

/** `09:00-17:00` as the wire has it. */
export const windowOf = (text: string) => {
  const [start_time, end_time] = text.split('-');
  return { start_time, end_time };
};

export const alex = { invitee_name: 'Alex Johnson', invitee_email: 'alex@example.com' };

/** One of several people who book. */
export const guest = (number: number) => ({
  invitee_name: `Guest ${number}`,
  invitee_email: `guest-${number}@example.com`,
});

let made = 0;

/** Founds one more organization on the server: its host's time is its own. It acts in test mode unless told. */
export async function createTestOrganization(
  api: TestApi,
  mode: 'test' | 'live' = 'test',
): Promise<TestOrganization> {
  const slug = `org-${++made}`;
  const organization = { name: slug, slug, owner: { name: 'Sam Rivera', email: `owner@${slug}.example` } };
  const credentials = await api.deps.database.inTransaction((tx) =>
    createFirstOrganization(api.deps, tx, organization),
  );
  const key = mode === 'test' ? credentials.testKey : credentials.liveKey;
  const call = (method: string, path: string, body?: unknown) => api.call(method, path, { key, body });
  const must = async (status: number, answer: Promise<TestAnswer>) => {
    const { status: actual, body } = await answer;
    expect({ status: actual, body }).toMatchObject({ status });
    return body;
  };
  let slugs = 0;
  const org: TestOrganization = {
    ...credentials,
    call,
    async eventType(fields = {}, hours = dailyHours('UTC', '09:00-17:00')) {
      const body = { title: 'A meeting', slug: `meeting-${++slugs}`, duration_minutes: 30, ...fields };
      const created = await must(201, call('POST', '/v1/event-types', body));
      if (hours) await must(200, call('PUT', `/v1/event-types/${created.id}/availability`, hours));
      return must(200, call('GET', `/v1/event-types/${created.id}`));
    },
    book: (event_type_id, start_time, fields = alex) =>
      call('POST', '/v1/bookings', { event_type_id, start_time, ...fields }),
    booked: (...args) => must(201, org.book(...args)),
    availability(event_type_id, start, query = {}) {
      const search = new URLSearchParams({ event_type_id, start, end: start, ...query });
      return must(200, call('GET', `/v1/availability?${search}`));
    },
    async starts(...args) {
      const { slots } = await org.availability(...args);
      return slots.map(({ start_time }: { start_time: string }) => start_time);
    },
    async events() {
      return (await must(200, call('GET', '/v1/events?limit=100'))).data;
    },
  };
  return org;
}

/** Gives a test file one API, and each of its tests a new organization on it at `testStart`. */
export function useOrganization(kind: DatabaseKind = 'postgres'): {
  readonly api: TestApi;
  readonly org: TestOrganization;
} {
  const scene = {} as { api: TestApi; org: TestOrganization };
  beforeAll(async () => {
    scene.api = await createTestApi(kind);
  });
  beforeEach(async () => {
    scene.api.clock.moveTo(testStart);
    scene.org = await createTestOrganization(scene.api);
  });
  afterAll(() => scene.api.close());
  return scene;
}

/** What an answer refuses with: its status, code, and reason or the paths of its issues. */
export function refusalOf({ status, body }: TestAnswer): unknown[] {
  const { code, details } = body.error ?? {};
  const issues = details?.issues?.map(({ path }: { path: string }) => path);
  return [status, code, ...(issues ?? []), ...(details?.reason ? [details.reason] : [])];
}
