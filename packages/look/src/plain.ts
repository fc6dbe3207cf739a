/**
 * The text with ordinary spaces, for subjects and mails without HTML: `Intl` puts thin and unbreakable ones between the
 * parts of times, ranges and prices, which old mail programs show as boxes.
 */
export const plain = (text: string): string => text.replace(/[\u2009\u202f\u00a0]/g, ' ');
