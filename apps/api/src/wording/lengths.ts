import { createWriter, plain } from '@astrocal/look';

const ownWriter = createWriter('en-US');

/** `45 minutes`, `90 minutes`, `2 hours`: how long a meeting is, in our own words. */
export const lengthText = (minutes: number): string => plain(ownWriter.length(minutes));

/** `1 hour`, `1 day`, `2 days 3 hours`: how far ahead something is. */
export const aheadText = (minutes: number): string => plain(ownWriter.ahead(minutes));
