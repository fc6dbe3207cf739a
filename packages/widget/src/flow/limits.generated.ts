// Made by tools/make-widget-limits.ts from packages/contract. Do not edit.

/** The API's limits on texts, in characters. */
export const limits = { name: 255, email: 254, notes: 1000, reason: 500 } as const;
