/** The secret key of every server that tests start on one database: they know each other's API keys by it. */
export const testSecretKey = 'a key for tests that nobody else uses';
