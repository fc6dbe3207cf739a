import { RequestFailure } from '../api/request-failure.ts';
import type * as everything from './index.ts';

/** What few visitors need: other zones, guests, the waitlist, moving and paying, a taken time, the demo. */
export type Rest = typeof everything;

/** Gets it. `attempt` counts from 0: a browser may remember that an address could not be loaded. */
export type RestLoader = (attempt: number) => Promise<Rest>;

let loader: RestLoader | undefined;
let attempts = 0;
let loading: Promise<Rest> | undefined;
let loaded: Rest | undefined;

/** Says where it comes from: a module beside this one, or a file beside a script. */
export function setRestLoader(load: RestLoader): void {
  loader = load;
}

/** Null until it is there. */
export const restIfLoaded = (): Rest | null => loaded ?? null;

/** Loads it once; after a failure, which is a `RequestFailure` as of any request, once more. */
export function loadRest(): Promise<Rest> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Rest> {
  try {
    if (!loader) throw new Error('nobody said from where');
    loaded = await loader(attempts++);
    return loaded;
  } catch (error) {
    loading = undefined;
    const isOffline = typeof navigator !== 'undefined' && navigator.onLine === false;
    throw new RequestFailure(isOffline ? 'offline' : 'network', `A part could not be loaded. ${error}`);
  }
}
