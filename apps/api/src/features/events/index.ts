import type { Feature } from '../feature.ts';
import { fanOut } from './fan-out.ts';
import { forgetEvents } from './forget-events.ts';
import { mountEvents } from './routes.ts';

export const events: Feature = {
  name: 'events',
  tables: ['events', 'event_heads'],
  mount: mountEvents,
  jobs: [fanOut],
  forget: forgetEvents,
};
