import type { Booking, WaitlistEntry } from '@astrocal/sdk';
import type { WidgetConfig, WidgetHandle } from '@astrocal/widget';
import { type CSSProperties, useEffect, useRef } from 'react';
import { refreshSlots } from '../changes.ts';
import { type Scope, useScopeIfAny } from '../provider.tsx';
import { useWidgetSettings, type WidgetSettings } from './settings.ts';

/** What the widget tells, in the types of the SDK: it hands on what the API answered. */
interface Told {
  /** A booking was made, also one that is still to be paid. */
  readonly onBookingCreated?: ((booking: Booking) => void) | undefined;
  readonly onBookingRescheduled?: ((booking: Booking) => void) | undefined;
  /** A booking was made and waits for its payment; comes after `onBookingCreated`. */
  readonly onPaymentRequired?: ((booking: Booking) => void) | undefined;
  /** Somebody joined the waitlist. */
  readonly onWaitlistJoined?: ((entry: WaitlistEntry) => void) | undefined;
}

export interface AstrocalWidgetProps extends Omit<WidgetConfig, 'target' | keyof Told>, Told {
  /** Of the element around an inline widget. */
  readonly className?: string | undefined;
  readonly style?: CSSProperties | undefined;
}

/**
 * The ready-made booking widget. Inline, it stands where the component does; with `mode="popup"`, it is a dialog that
 * is open as long as the component is there: leave it out after `onClose`. It is loaded when it is first shown, and
 * nothing of it runs on a server. The address of the API is that of the provider above, which it does not need.
 * Slots that hooks show follow what it books.
 */
export function AstrocalWidget(props: AstrocalWidgetProps) {
  const { mode = 'inline', className, style } = props;
  const scope = useScopeIfAny();
  const settings = useWidgetSettings({ ...props, apiUrl: props.apiUrl ?? scope?.client.baseUrl });
  const target = useRef<HTMLDivElement>(null);
  const handle = useRef<WidgetHandle | null>(null);
  const latest = useRef<Latest>({ props, settings, scope });

  useEffect(() => {
    latest.current = { props, settings, scope };
  });

  useEffect(() => {
    let isGone = false;
    const open = async () => {
      const widget = await import('@astrocal/widget');
      if (isGone) return;
      const place = mode === 'popup' ? {} : { target: target.current ?? undefined };
      handle.current = widget.open({ ...latest.current.settings, ...listeners(latest), ...place, mode });
    };
    open().catch((error: unknown) => {
      if (!isGone) fail(latest.current.props, error);
    });
    return () => {
      isGone = true;
      handle.current?.destroy();
      handle.current = null;
    };
  }, [mode]);

  useEffect(() => handle.current?.update(settings), [settings]);

  return mode === 'popup' ? null : <div ref={target} className={className} style={style} />;
}

interface Latest {
  readonly props: AstrocalWidgetProps;
  readonly settings: WidgetSettings;
  readonly scope: Scope | null;
}

const callbacks = [
  'onBookingCreated',
  'onBookingRescheduled',
  'onPaymentRequired',
  'onWaitlistJoined',
  'onStepChange',
  'onError',
  'onClose',
] as const satisfies readonly (keyof WidgetConfig & keyof AstrocalWidgetProps)[];

/** What the widget calls: whatever the newest rendering wants to hear. After a booking, slots are asked for again. */
const listeners = (latest: { readonly current: Latest }): Partial<WidgetConfig> =>
  Object.fromEntries(
    callbacks.map((name) => [
      name,
      (told: never) => {
        const { props, scope } = latest.current;
        if (scope && name.startsWith('onBooking')) refreshSlots(scope);
        props[name]?.(told);
      },
    ]),
  );

/** Tells that there is no widget: its code could not be loaded, or its settings say nothing to book. */
function fail({ onError }: AstrocalWidgetProps, error: unknown): void {
  if (!onError) throw error;
  onError({ code: 'widget_failed', message: error instanceof Error ? error.message : String(error) });
}
