import { setMessageLoader } from './i18n/load.ts';
import { importMessages } from './i18n/modules.ts';
import { setRestLoader } from './rest/load.ts';

export type { Booking, WaitlistEntry } from './api/wire.ts';
export { autoInit } from './auto-init.ts';
export type { RescheduleTarget, WidgetConfig, WidgetError, WidgetTheme } from './config.ts';
export type { Step as WidgetStep } from './flow/state.ts';
export { close, destroy, open, update } from './open.ts';
export {
  mountHostPortal,
  mountSession,
  type SessionFrame,
  type SessionFrameConfig,
} from './session-frame.ts';
export type { WidgetHandle } from './widget.tsx';

setMessageLoader(importMessages);
setRestLoader(() => import('./rest/index.ts'));
