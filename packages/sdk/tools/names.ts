/** Components whose name in the contract is a global of JavaScript. */
export const typeNames: Readonly<Record<string, string>> = { Error: 'ErrorAnswer' };

/**
 * Answers whose type is narrower than the contract's union: who reads with a key gets the whole record, and who
 * has none calls `getPublic`.
 */
export const answerTypes: Readonly<Record<string, string>> = { getEventType: 'EventType' };
