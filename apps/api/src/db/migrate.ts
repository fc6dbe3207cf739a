import type { Database } from './database.ts';
export async function migrate(_database: Database): Promise<readonly string[]> {
  return [];
}
export async function pendingMigrations(_database: Database): Promise<readonly string[]> {
  return [];
}
