import type { RescheduleTarget, WidgetConfig, WidgetTheme } from './config.ts';
import { kebab } from './kebab.ts';
import { themeParts } from './theme/theme.ts';

/** The config that an element's `data-astrocal-*` attributes say. Values that are not of the listed ones are left out. */
export function configOf(element: Element): WidgetConfig {
  const read = (name: string) => element.getAttribute(`data-astrocal-${name}`)?.trim() || undefined;
  return {
    eventTypeId: read('event-type-id'),
    hostId: read('host-id'),
    hostAttributes: attributesOf(read('host-attributes')),
    apiUrl: read('api-url'),
    mode: oneOf(['inline', 'popup'] as const, read('mode')),
    timezone: read('timezone'),
    colorScheme: oneOf(['light', 'dark', 'auto'] as const, read('color-scheme')),
    hideBranding: isOn(element, 'hide-branding'),
    hideLogo: isOn(element, 'hide-logo'),
    demo: isOn(element, 'demo'),
    theme: themeOf(read),
    reschedule: rescheduleOf(read),
  };
}

/** The attributes of which one makes an element ours. */
export const markingAttributes = [
  'data-astrocal-event-type-id',
  'data-astrocal-booking-id',
  'data-astrocal-demo',
] as const;

type Read = (name: string) => string | undefined;

const themeOf = (read: Read): WidgetTheme =>
  Object.fromEntries(themeParts.map((part) => [part, read(kebab(part))]));

function rescheduleOf(read: Read): RescheduleTarget | undefined {
  const [bookingId, token] = [read('booking-id'), read('token')];
  if (bookingId === undefined || token === undefined) return undefined;
  return { bookingId, token, currentStartTime: read('current-start-time') };
}

/** `language=es&office=Berlin` */
const attributesOf = (text: string | undefined): Record<string, string> | undefined =>
  text === undefined ? undefined : Object.fromEntries(new URLSearchParams(text));

/** An attribute without a value is on, as in HTML. */
function isOn(element: Element, name: string): boolean | undefined {
  const value = element.getAttribute(`data-astrocal-${name}`);
  return value === null ? undefined : value.trim().toLowerCase() !== 'false';
}

const oneOf = <Value extends string>(values: readonly Value[], text: string | undefined): Value | undefined =>
  values.find((value) => value === text);
