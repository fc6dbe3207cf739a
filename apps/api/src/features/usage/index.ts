import type { Feature } from '../feature.ts';
import { forgetWindows } from './forget-windows.ts';
import { mountUsage } from './routes.ts';

export type { CallCounter } from './call-counter.ts';
export { createLimiter } from './limiter.ts';
export { type Limits, noLimits } from './plans.ts';

export const usage: Feature = {
  name: 'usage',
  tables: ['rate_limit_windows', 'api_call_counts'],
  mount: mountUsage,
  forget: forgetWindows,
};
