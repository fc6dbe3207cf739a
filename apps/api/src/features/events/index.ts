import type { Feature } from '../feature.ts';
import { forgetEvents } from './forget-events.ts';
import { mountEvents } from './routes.ts';
import { tell } from './tell.ts';

export const events: Feature = {
  name: 'events',
  tables: ['events', 'event_heads'],
  mount: mountEvents,
  attempts: [tell],
  forget: forgetEvents,
};
