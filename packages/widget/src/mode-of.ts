import type { WidgetConfig } from './config.ts';

/** In the page when there is a place for it. */
export const modeOf = ({ mode, target }: WidgetConfig): 'inline' | 'popup' =>
  mode ?? (target === undefined ? 'popup' : 'inline');
