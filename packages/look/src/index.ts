export { decimalsOf } from './decimals.ts';
export { initialsOf } from './initials.ts';
export { offsetText } from './offset-text.ts';
export { plain } from './plain.ts';
export { dayOf, isRepeated, type ReaderClock, wallOf } from './reader-clock.ts';
export { colorsOf, lookCss } from './values/css.ts';
export { mailFont } from './values/scale.ts';
export { createWriter, type HourCycle, type Writer, type WriterSettings } from './writer.ts';
export { cityOf, zoneText } from './zone-text.ts';
