import { appendFileSync } from 'node:fs';

/** One thing that a proof has counted: the values stand in the order in which they are told. */
export type FigureValues = Readonly<Record<string, number | string>>;

/**
 * Tells what a proof has done, in one readable line, and appends it as a line of JSON to the file named by
 * `ASTROCAL_PROOF_REPORT`, from which `npm run prove` reads it. Call it once for each name, after the assertions.
 */
export function reportFigure(name: string, values: FigureValues): void {
  const file = process.env.ASTROCAL_PROOF_REPORT;
  if (file) appendFileSync(file, `${JSON.stringify({ name, values })}\n`);
  console.log(formatFigure(name, values));
}

/** `double bookings: 10,000 requests, 0 faults`; a text stands after its key. */
export function formatFigure(name: string, values: FigureValues): string {
  const parts = Object.entries(values).map(([key, value]) =>
    typeof value === 'number' ? `${value.toLocaleString('en-US')} ${key}` : `${key} ${value}`,
  );
  return `${name}: ${parts.join(', ')}`;
}
