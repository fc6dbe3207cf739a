/** A minute since the Unix epoch as the API writes it. */
export const isoMinute = (minute: number): string =>
  `${new Date(minute * 60_000).toISOString().slice(0, 19)}Z`;

/** A day since 1970-01-01 as the API writes it. */
export const isoDate = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

export const minuteOf = (text: string): number => Date.parse(text) / 60_000;
