import { useSyncExternalStore } from 'react';
import type { LocalDate } from '../headless/dates.ts';
import { dateIn, isKnownTimezone } from '../headless/local-date.ts';

const never = () => () => {};

/**
 * The zone of the machine on which the page is shown. Undefined on a server and while the page hydrates: only the
 * visitor's machine knows, and the first rendering is the same on both.
 */
export const useVisitorTimezone = (): string | undefined =>
  useSyncExternalStore(never, visitorTimezone, () => undefined);

/** Today in a zone. Undefined without a zone that this machine knows, on a server and while the page hydrates. */
export const useToday = (timezone: string | undefined): LocalDate | undefined =>
  useSyncExternalStore(
    never,
    () => (timezone && isKnownTimezone(timezone) ? dateIn(timezone, Date.now()) : undefined),
    () => undefined,
  );

/** The zone that the machine is set to; UTC where it does not say, or says `Etc/Unknown`. */
export function visitorTimezone(): string {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return timeZone && timeZone !== 'Etc/Unknown' ? timeZone : 'UTC';
}
