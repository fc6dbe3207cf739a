/** How much a proof tries: small by default, raised by an environment variable for a longer run. */
export function proofSize(variable: string, byDefault: number): number {
  const asked = process.env[variable];
  if (asked === undefined) return byDefault;
  const size = Number(asked);
  if (!Number.isSafeInteger(size) || size < 1) throw new Error(`${variable} must be a positive whole number`);
  return size;
}

/** For tests whose size can be raised: no limit that a slow machine could meet. */
export const patience = { timeout: 6 * 3_600_000 };
