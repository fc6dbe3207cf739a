import { EventEmitter, once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { TestAnswer } from '../harness/api.ts';
import { callServer } from '../harness/race-world.ts';
import type { SeededOrganization } from '../harness/seed.ts';
import { enter, type KnownBooking, type Ledger, type Request, type Wish } from './ledger.ts';
import { writers } from './settings.ts';
import type { Slots } from './slots.ts';

/** What writers need to know. */
export interface Scene {
  readonly organizations: readonly SeededOrganization[];
  readonly slots: Slots;
  readonly ledger: Ledger;
  readonly choose: (bound: number) => number;
  /** The server that a writer talks to. */
  urlOf(writer: number): string;
}

/** Writers who book, move and cancel one after the other, every request with a key of its own. */
export interface Writers {
  start(): void;
  /** Resolves when so many more of their requests are acknowledged, or told that the server is unavailable. */
  until(what: 'acknowledged' | 'unavailable', more: number): Promise<void>;
  /** Resolves when each has met the end of its last request. */
  stop(): Promise<void>;
}

/** The spots of the second event type of every organization. */
export const groupSpots = 3;

export function createWriters(scene: Scene): Writers {
  const { ledger } = scene;
  const progress = new EventEmitter().setMaxListeners(0); // after a 503 all writers wait for it
  let stopped = true;
  let running: Promise<unknown> = Promise.resolve();
  let made = 0;

  const write = async (writer: number): Promise<void> => {
    const organization = scene.organizations[writer % scene.organizations.length] as SeededOrganization;
    const mine: KnownBooking[] = [];
    while (!stopped) {
      const request = requestFor(`request-${made++}`, organization, chooseWish(scene, organization, mine));
      const answer = await send(request, scene.urlOf(writer));
      if (answer === 'refused') await pause(50);
      else if (answer === 'unknown') ledger.unknown.push(request);
      else if (!enter(ledger, request, answer)) {
        ledger.unknown.push(request);
        await recovery(writer);
        continue;
      } else if (request.wish.kind === 'book' && answer.status === 201 && answer.body.status === 'confirmed')
        mine.push(ledger.bookings.get(answer.body.id) as KnownBooking);
      progress.emit('more');
    }
  };
  /** After a 503 one of them keeps asking, and the others come back all at once when it was answered. */
  const recovery = async (writer: number): Promise<void> => {
    progress.emit('more');
    if (writer === 0) return pause(50);
    const before = ledger.acknowledged;
    while (!stopped && ledger.acknowledged === before) await once(progress, 'more');
  };
  return {
    start() {
      stopped = false;
      running = Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
    },
    async until(what, more) {
      const goal = ledger[what] + more;
      while (ledger[what] < goal) await once(progress, 'more');
    },
    async stop() {
      stopped = true;
      progress.emit('more');
      await running;
    },
  };
}

/** Sends it under its key: its answer, or `refused` when it reached no server, or `unknown` when no answer came. */
export async function send(
  { path, organization, body, key }: Request,
  url: string,
): Promise<TestAnswer | 'refused' | 'unknown'> {
  try {
    return await callServer(url + path, 'POST', organization.key, {
      body,
      headers: { 'idempotency-key': key },
    });
  } catch (error) {
    const { code } = ((error as Error).cause ?? {}) as { code?: string };
    return code === 'ECONNREFUSED' ? 'refused' : 'unknown';
  }
}

function chooseWish({ choose, slots }: Scene, organization: SeededOrganization, mine: KnownBooking[]): Wish {
  const [free = '', group = '', priced = ''] = organization.eventTypeIds;
  const draw = choose(10);
  if (draw < 2) {
    // Taken from the writer's hands: who does not know what became of it leaves it alone.
    const [booking] = mine.splice(choose(mine.length), 1);
    if (booking && draw === 0) return { kind: 'cancel', booking };
    if (booking) return { kind: 'move', booking, slot: slots.own(organization, free) };
  }
  if (draw < 3) return { kind: 'book', slot: slots.own(organization, priced) };
  if (draw < 7) return { kind: 'book', slot: slots.contested(organization, free, 1) };
  return { kind: 'book', slot: slots.contested(organization, group, groupSpots) };
}

/** The request that asks for the wish under a key. */
export function requestFor(key: string, organization: SeededOrganization, wish: Wish): Request {
  const request = { key, organization, wish };
  if (wish.kind === 'cancel') return { ...request, path: `/v1/bookings/${wish.booking.id}/cancel`, body: {} };
  if (wish.kind === 'move') {
    const body = { new_start_time: wish.slot.startTime };
    return { ...request, path: `/v1/bookings/${wish.booking.id}/reschedule`, body };
  }
  const { eventTypeId, startTime } = wish.slot;
  const invitee = { invitee_name: 'Alex Johnson', invitee_email: 'alex@example.com', metadata: { key } };
  return {
    ...request,
    path: '/v1/bookings',
    body: { event_type_id: eventTypeId, start_time: startTime, ...invitee },
  };
}
