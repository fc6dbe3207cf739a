import type { WidgetConfig } from './config.ts';
import { modeOf } from './mode-of.ts';
import { mountWidget, type WidgetHandle } from './widget.tsx';

/** The open widgets, the last one last. */
const opened: WidgetHandle[] = [];
let scriptApiUrl: string | undefined;

/** The API of widgets that name none: the script tag's. */
export function setDefaultApiUrl(apiUrl: string): void {
  scriptApiUrl = apiUrl;
}

/**
 * Opens a widget and gives its handle. Throws a `TypeError` when the config does not say what is booked, or names a
 * target that the page does not have; what goes wrong later is told to `onError`.
 */
export const open = (config: WidgetConfig): WidgetHandle => openFor(config);

/** The same; `source` is the element that the widget's events are sent from, its own place unless told. */
export function openFor(config: WidgetConfig, source?: Element): WidgetHandle {
  if (!config.eventTypeId && !config.reschedule && !config.demo)
    throw new TypeError('Astrocal: say what is booked with eventTypeId, or reschedule, or demo.');
  const handle = mountWidget(config, {
    parent: parentOf(config),
    source,
    defaultApiUrl: scriptApiUrl ?? location.origin,
    onGone: () => opened.splice(opened.indexOf(handle), 1),
  });
  opened.push(handle);
  return handle;
}

/** Closes the widget that was opened last. */
export const close = (): void => opened.at(-1)?.close();

/** Changes settings of the widget that was opened last. */
export const update = (config: Partial<WidgetConfig>): void => opened.at(-1)?.update(config);

/** Takes the widget that was opened last out of the page, without `onClose`. */
export const destroy = (): void => opened.at(-1)?.destroy();

function parentOf(config: WidgetConfig): Element {
  if (modeOf(config) === 'popup') return document.body;
  const { target } = config;
  const element = typeof target === 'string' ? document.querySelector(target) : target;
  if (element) return element;
  throw new TypeError(`Astrocal: there is no target for an inline widget: ${String(target)}`);
}
