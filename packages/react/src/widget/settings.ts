import type { WidgetConfig } from '@astrocal/widget';
import { useMemo } from 'react';

/** The settings that a running widget takes anew: plain data. */
const names = [
  'eventTypeId',
  'hostId',
  'hostAttributes',
  'apiUrl',
  'timezone',
  'theme',
  'colorScheme',
  'hideBranding',
  'hideLogo',
  'demo',
  'reschedule',
] as const satisfies readonly (keyof WidgetConfig)[];

export type WidgetSettings = Pick<WidgetConfig, (typeof names)[number]>;

/**
 * The settings, as the same object until one of them says something else: a theme may be written anew each time. All
 * are named, since what is left out of an update would stay as it was.
 */
export function useWidgetSettings(settings: WidgetSettings): WidgetSettings {
  const text = JSON.stringify(names.map((name) => settings[name]));
  return useMemo(() => {
    const values = JSON.parse(text);
    return Object.fromEntries(names.map((name, i) => [name, values[i] ?? undefined]));
  }, [text]);
}
