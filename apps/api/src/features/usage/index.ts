export { forgetWindows } from './forget-windows.ts';
export { createLimiter } from './limiter.ts';
export { type Limits, noLimits } from './plans.ts';
export { mountUsage } from './routes.ts';
