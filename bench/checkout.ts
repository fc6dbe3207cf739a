import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { emptyDatabase, seededDatabase } from './databases.ts';
import { repository } from './processes.ts';

/** A checkout of the repository whose server is measured. */
export interface Checkout {
  /** How tables call it. */
  readonly name: string;
  readonly root: string;
  /** Its own way to make a database: the tables are those of its release. */
  readonly databases: {
    readonly emptyDatabase: typeof emptyDatabase;
    readonly seededDatabase: typeof seededDatabase;
  };
}

/** The one that this file is in. */
export const thisCheckout: Checkout = {
  name: 'this checkout',
  root: repository,
  databases: { emptyDatabase, seededDatabase },
};

/** Another one, with its packages installed. */
export async function openCheckout(directory: string): Promise<Checkout> {
  const root = path.resolve(directory);
  const databases = await import(path.join(root, 'bench/databases.ts'));
  return { name: versionOf(root), root, databases };
}

/** Of its commit: the tag, or the last one before it. The directory's name where it is under no version control. */
function versionOf(root: string): string {
  const options = { cwd: root, encoding: 'utf8', stdio: 'pipe' } as const;
  try {
    return execFileSync('git', ['describe', '--tags', '--always'], options).trim();
  } catch {
    return path.basename(root);
  }
}
