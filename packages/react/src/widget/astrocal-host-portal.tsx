import type { SessionFrame, SessionFrameConfig } from '@astrocal/widget';
import { type CSSProperties, useEffect, useRef } from 'react';

export interface AstrocalSessionProps extends Omit<SessionFrameConfig, 'target'> {
  /** Of the element around the frame. */
  readonly className?: string | undefined;
  readonly style?: CSSProperties | undefined;
  /** There is no frame: its code could not be loaded. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/**
 * An embedded session of any kind in a frame, by the `url` that your server was answered. Another `url` shows that session
 * in the same place. Nothing of it runs on a server.
 */
export function AstrocalSession(props: AstrocalSessionProps) {
  const { url, className, style } = props;
  const target = useRef<HTMLDivElement>(null);
  const frame = useRef<SessionFrame | null>(null);
  const latest = useRef(props);
  const shown = useRef(url);

  useEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    let isGone = false;
    const mount = async () => {
      const { mountSession } = await import('@astrocal/widget');
      if (isGone || !target.current) return;
      shown.current = latest.current.url;
      frame.current = mountSession({
        url: latest.current.url,
        target: target.current,
        title: latest.current.title,
        onReady: () => latest.current.onReady?.(),
        onEvent: (event) => latest.current.onEvent?.(event),
        onSessionEnded: () => latest.current.onSessionEnded?.(),
      });
    };
    mount().catch((error: unknown) => {
      if (isGone) return;
      if (!latest.current.onError) throw error;
      latest.current.onError(error);
    });
    return () => {
      isGone = true;
      frame.current?.destroy();
      frame.current = null;
    };
  }, []);

  useEffect(() => {
    if (shown.current === url) return;
    shown.current = url;
    frame.current?.renew(url);
  }, [url]);

  return <div ref={target} className={className} style={style} />;
}

/** The portal of a host: hours, time off and bookings of the member whom the session is for. */
export const AstrocalHostPortal = (props: AstrocalSessionProps) => (
  <AstrocalSession title="Bookings and hours" {...props} />
);
