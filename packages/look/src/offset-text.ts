/** `UTC−4`, `UTC+5:30`, `UTC`: how far a clock is from UTC, in whole minutes. Written alike in every language. */
export function offsetText(seconds: number): string {
  const minutes = Math.round(Math.abs(seconds) / 60);
  if (minutes === 0) return 'UTC';
  const rest = minutes % 60;
  return `UTC${seconds < 0 ? '−' : '+'}${Math.floor(minutes / 60)}${rest ? `:${String(rest).padStart(2, '0')}` : ''}`;
}
