export { decimalsOf } from './decimals.ts';
export { offsetText } from './offset-text.ts';
export { plain } from './plain.ts';
export { isRepeated, type ReaderClock } from './reader-clock.ts';
export { createWriter, type HourCycle, type Writer, type WriterSettings } from './writer.ts';
export { cityOf, zoneText } from './zone-text.ts';
