/** An embedded session in a page of yours. */
export interface SessionFrameConfig {
  /** The `url` of the session, as the API answered it. */
  readonly url: string;
  /** The element, or a selector of it, that the frame is put into. */
  readonly target: Element | string;
  /** What the frame is called for readers of screens. */
  readonly title?: string | undefined;
  /** The session is shown. */
  readonly onReady?: (() => void) | undefined;
  /** Something was done: `booking.created`, `booking.rescheduled`, `booking.cancelled`, `schedule.changed`, `absences.changed`, `error`. */
  readonly onEvent?: ((event: { readonly name: string; readonly data?: unknown }) => void) | undefined;
  /** The session is over. Give the `url` of another one, or a promise of it, to go on. */
  readonly onSessionEnded?: (() => string | undefined | Promise<string | undefined>) | undefined;
}

export interface SessionFrame {
  /** Shows another session in the same place. */
  renew(url: string): void;
  /** Takes the frame out of the page. */
  destroy(): void;
}

/**
 * Shows an embedded session in a frame that is as high as what it shows. Throws a `TypeError` where the page does not have
 * the target.
 */
export function mountSession(config: SessionFrameConfig): SessionFrame {
  const { target, title = 'Astrocal' } = config;
  const place = typeof target === 'string' ? document.querySelector(target) : target;
  if (!place) throw new TypeError(`Astrocal: there is no target for the frame: ${String(target)}`);
  const frame = document.createElement('iframe');
  frame.title = title;
  frame.referrerPolicy = 'no-referrer';
  for (const [name, value] of [
    ['border', '0'],
    ['width', '100%'],
    ['height', '480px'],
    ['display', 'block'],
  ] as const)
    frame.style.setProperty(name, value);
  const show = (url: string) => {
    frame.src = url;
  };
  // Only the page that it shows hears it, and is heard.
  const originOf = () => new URL(frame.src, location.href).origin;
  frame.addEventListener('load', () => frame.contentWindow?.postMessage({ astrocal: 'hello' }, originOf()));
  const onMessage = ({ source, origin, data }: MessageEvent) => {
    if (source !== frame.contentWindow || origin !== originOf()) return;
    if (data?.astrocal === 'resize') frame.style.setProperty('height', `${Number(data.height) || 480}px`);
    if (data?.astrocal === 'ready') config.onReady?.();
    if (data?.astrocal === 'event') config.onEvent?.({ name: data.name, data: data.data });
    if (data?.astrocal === 'session-ended')
      void Promise.resolve(config.onSessionEnded?.()).then((url) => url && show(url));
  };
  addEventListener('message', onMessage);
  show(config.url);
  place.append(frame);
  return {
    renew: show,
    destroy() {
      removeEventListener('message', onMessage);
      frame.remove();
    },
  };
}

/** The same for the portal of a host. */
export const mountHostPortal = (config: SessionFrameConfig): SessionFrame =>
  mountSession({ title: 'Bookings and hours', ...config });
