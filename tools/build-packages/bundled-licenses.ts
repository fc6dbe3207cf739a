import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The licences of the packages that were built in, as their authors want them to go along. Throws where a package
 * comes without one: then it cannot be given away.
 */
export function licensesText(packages: readonly string[], nodeModules: string): string {
  const parts = [...packages].sort().map((name) => {
    const [file] = globSync(path.join(nodeModules, name, '{LICENSE,LICENCE,license}{,.md,.txt}'));
    if (file === undefined) throw new Error(`${name} is built in, and has no licence file.`);
    return `${name}\n${'-'.repeat(name.length)}\n\n${readFileSync(file, 'utf8').trim()}\n`;
  });
  return `This package contains parts of the following ones.\n\n${parts.join('\n\n')}`;
}
