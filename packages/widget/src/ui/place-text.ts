import { cityOf } from '@astrocal/look';

/** "America/New_York" as people read it: "New York". */
export const cityText = (zone: string): string => cityOf(zone) ?? zone;

/** A long address of a call is told by its host. */
export function placeText(location: string): string {
  return /^https?:\/\/\S+$/.test(location) && URL.canParse(location) ? new URL(location).host : location;
}
