import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { buildPackage, type PublishedPackage } from './build-package.ts';

/** Builds a package inside `home` and packs it as `npm publish` would: its directory, and its tarball. */
export async function packed(
  name: PublishedPackage,
  home: string,
): Promise<{ readonly directory: string; readonly tarball: string }> {
  const directory = path.join(home, 'built');
  mkdirSync(home, { recursive: true });
  await buildPackage(name, directory);
  execFileSync('npm', ['pack', '--pack-destination', home], { cwd: directory, stdio: 'ignore' });
  const tarball = readdirSync(home).find((file) => file.endsWith('.tgz'));
  if (tarball === undefined) throw new Error(`npm packed nothing into ${home}.`);
  return { directory, tarball: path.join(home, tarball) };
}
