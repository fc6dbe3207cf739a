/** The most characters of texts that people write: forms say them, too. */
export const longest = { name: 255, email: 254, notes: 1000, reason: 500, slug: 255 } as const;
