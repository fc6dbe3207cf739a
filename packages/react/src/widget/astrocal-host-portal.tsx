import type { SessionFrame, SessionFrameConfig } from '@astrocal/widget';
import { type CSSProperties, useEffect, useRef } from 'react';

export interface AstrocalSessionProps extends Omit<SessionFrameConfig, 'target'> {
  /** Of the element around the frame. */
  readonly className?: string | undefined;
  readonly style?: CSSProperties | undefined;
}

/**
 * An embedded session of any kind in a frame, by the `url` that your server was answered; another `url` is another frame.
 * Nothing of it runs on a server.
 */
export function AstrocalSession({ className, style, ...props }: AstrocalSessionProps) {
  const target = useRef<HTMLDivElement>(null);
  const { url } = props;
  const config = useRef(props);
  useEffect(() => {
    Object.assign(config.current, props); // the frame asks it anew each time
  });
  useEffect(() => {
    let frame: SessionFrame | undefined;
    let isGone = false;
    import('@astrocal/widget').then(({ mountSession }) => {
      if (!isGone && target.current)
        frame = mountSession(Object.assign(config.current, { url, target: target.current }));
    }, reportError);
    return () => {
      isGone = true;
      frame?.destroy();
    };
  }, [url]);
  return <div ref={target} className={className} style={style} />;
}

/** The same by the name of what a session of the kind `host` shows: hours, time off and bookings of one member. */
export { AstrocalSession as AstrocalHostPortal };
