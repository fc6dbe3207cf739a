import './page.ts';
import { cleanup, renderHook } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { useToday, visitorTimezone } from '../src/index.ts';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

describe('today', () => {
  it.each([
    ['Pacific/Kiritimati', '2026-06-02'],
    ['UTC', '2026-06-01'],
    ['Pacific/Pago_Pago', '2026-05-31'],
    [undefined, undefined],
    ['Mars/Olympus', undefined],
  ])('in %s is %s', (timezone, date) => {
    vi.spyOn(Date, 'now').mockReturnValue(Date.parse('2026-06-01T10:30:00Z'));
    expect(renderHook(() => useToday(timezone)).result.current).toBe(date);
  });
});

describe('the zone of a machine', () => {
  it.each([
    ['Asia/Tokyo', 'Asia/Tokyo'],
    ['Etc/Unknown', 'UTC'],
    [undefined, 'UTC'],
  ])('that says %s is %s', (timeZone, zone) => {
    const { resolvedOptions } = Intl.DateTimeFormat.prototype;
    vi.spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions').mockImplementation(function (
      this: Intl.DateTimeFormat,
    ) {
      return { ...resolvedOptions.call(this), timeZone: timeZone as string };
    });
    expect(visitorTimezone()).toBe(zone);
  });
});
