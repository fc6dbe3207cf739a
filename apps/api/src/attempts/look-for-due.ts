import { setTimeout as pause } from 'node:timers/promises';
import { type Owner, ownerName } from '../lib/principal.ts';
import type { Claimed, ClaimedOf, Wanted } from './claim.ts';
import type { Room } from './places.ts';

/** From one look to the next, but not before the first: in between several come due or end, and not one. */
const pauseMs = 20;
/** One transaction is over soon, however many may have something due. */
const ownersAtOnce = 50;

export interface LookOptions {
  /** Whether anything may be claimed. */
  hasRoom(): boolean;
  /** How much of each of these, all of one mode; at least of the first of them. */
  rooms(owners: readonly Owner[]): Room[];
  claim(asked: readonly Wanted[]): Promise<readonly ClaimedOf[]>;
  take(claims: readonly Claimed[], owner: Owner): void;
  onFault(error: unknown): void;
}

/** Looks for what is due of those who may have something. */
export interface Look {
  /** There may be attempts of this owner to make. Many calls in one turn cost what one does. */
  wake(owner: Owner): void;
  /** There is room again: for this owner, or for everyone. */
  hasRoomFor(whom: Owner | 'everyone'): void;
  /** Looks for no more; resolves when nobody is being looked for. */
  stop(): Promise<void>;
}

export function lookForDue({ hasRoom, rooms, claim, take, onFault }: LookOptions): Look {
  /** Who is looked for at the next look, and who had more than there was room for. */
  const wanted = new Map<string, Owner>();
  const behind = new Map<string, Owner>();
  let roomsMade = 0;
  let looking: Promise<void> | undefined;
  let isStopping = false;

  const mayLook = () => wanted.size > 0 && !isStopping && hasRoom();
  function goOn(): void {
    if (!mayLook()) return;
    looking ??= lookWhileWanted().finally(() => {
      looking = undefined;
      goOn(); // a place may have become free in the last moment
    });
  }

  async function lookWhileWanted(): Promise<void> {
    await null; // those who are woken in the same turn are looked for together
    while (mayLook()) {
      const owners = [...wanted.values()];
      wanted.clear();
      for (const isTest of [false, true]) await lookFor(owners.filter((owner) => owner.isTest === isTest));
      await pause(pauseMs);
    }
  }

  /** At the end: whoever has waited longest is looked for first when there is room again. */
  function fallBehind(owner: Owner): void {
    behind.delete(ownerName(owner));
    behind.set(ownerName(owner), owner);
  }

  async function lookFor(owners: readonly Owner[]): Promise<void> {
    let from = 0;
    while (from < owners.length && hasRoom() && !isStopping) {
      const some = owners.slice(from, from + ownersAtOnce);
      const wantedNow = rooms(some).map((room, at) => ({ owner: some[at] as Owner, room }));
      from += wantedNow.length;
      for (const { owner, room } of wantedNow) if (room.atMost === 0) fallBehind(owner);
      await ask(wantedNow.filter(({ room }) => room.atMost > 0));
    }
    owners.slice(from).forEach(fallBehind);
  }

  /** One whose attempts cannot be claimed keeps nobody else from theirs. */
  async function ask(asked: readonly Wanted[]): Promise<void> {
    if (asked.length === 0) return;
    const before = roomsMade;
    try {
      const claimed = await claim(asked);
      for (const [at, each] of asked.entries()) see(each, claimed[at] as ClaimedOf, roomsMade > before);
    } catch (error) {
      if (asked.length > 1) for (const each of asked) await ask([each]);
      else {
        for (const { owner } of asked) fallBehind(owner);
        onFault(error);
      }
    }
  }

  function see({ owner, room }: Wanted, { claims, isMore }: ClaimedOf, isRoomMade: boolean): void {
    const sawAll = room.unproven > 0 && room.lanes.every((lane) => lane.room > 0);
    if (sawAll && !isMore) behind.delete(ownerName(owner));
    else fallBehind(owner);
    // Room that was made while it was asked for would be made for nobody.
    if ((isMore && claims.length > 0) || (isRoomMade && behind.has(ownerName(owner))))
      wanted.set(ownerName(owner), owner);
    take(claims, owner);
  }

  return {
    wake(owner) {
      wanted.set(ownerName(owner), owner);
      goOn();
    },
    hasRoomFor(whom) {
      roomsMade++;
      if (whom === 'everyone') for (const [name, owner] of behind) wanted.set(name, owner);
      else if (behind.has(ownerName(whom))) wanted.set(ownerName(whom), whom);
      goOn();
    },
    async stop() {
      isStopping = true;
      await looking;
    },
  };
}
