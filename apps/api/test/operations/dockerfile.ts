import { globSync, readFileSync } from 'node:fs';
import { cp, mkdir } from 'node:fs/promises';
import path from 'node:path';

export interface Instruction {
  readonly name: string;
  readonly text: string;
}

/** The instructions of a Dockerfile by stage; ours continues no line on the next one. */
export function readStages(text: string): readonly (readonly Instruction[])[] {
  const stages: Instruction[][] = [];
  for (const line of text.split('\n')) {
    const found = /^([A-Z]+) (.+)$/.exec(line.trim());
    if (!found || line.startsWith('#')) continue;
    const [, name = '', rest = ''] = found;
    if (name === 'FROM') stages.push([]);
    stages.at(-1)?.push({ name, text: rest });
  }
  return stages;
}

export const textsOf = (stage: readonly Instruction[], name: string): string[] =>
  stage.filter((each) => each.name === name).map(({ text }) => text);

/** Exec form: `["node", "…"]`. */
export function commandOf(stage: readonly Instruction[], name: 'CMD' | 'HEALTHCHECK'): string[] {
  const [text = ''] = textsOf(stage, name);
  return JSON.parse(text.slice(text.indexOf('[')));
}

/** Whether `.dockerignore` keeps the path out: a line fits a path or a folder above it, and the last one counts. */
export function isIgnored(file: string, ignore: string): boolean {
  let ignored = false;
  const parts = file.split('/');
  const selfAndFolders = parts.map((_, i) => parts.slice(0, i + 1).join('/'));
  for (const line of ignore.split('\n').map((each) => each.trim())) {
    if (line === '' || line.startsWith('#')) continue;
    const pattern = line.replace(/^!/, '');
    if (selfAndFolders.some((each) => path.matchesGlob(each, pattern))) ignored = !line.startsWith('!');
  }
  return ignored;
}

/** Does what a stage's COPY lines do, from the repository at `root` into the folder that stands for WORKDIR. */
export async function copyContext(
  stage: readonly Instruction[],
  { root, workdir }: { readonly root: string; readonly workdir: string },
): Promise<void> {
  const ignore = readFileSync(path.join(root, '.dockerignore'), 'utf8');
  for (const text of textsOf(stage, 'COPY').filter((each) => !each.startsWith('--from'))) {
    const words = text.split(' ');
    const target = words.pop() ?? '';
    for (const source of words) {
      const base = target.endsWith('/') ? path.join(target, source) : target;
      for (const file of filesUnder(root, source).filter((each) => !isIgnored(each, ignore))) {
        const to = path.join(workdir, base, path.relative(source, file));
        await mkdir(path.dirname(to), { recursive: true });
        await cp(path.join(root, file), to);
      }
    }
  }
}

const isInstalled = (file: string) => /(^|\/)node_modules$/.test(file);

function filesUnder(root: string, source: string): string[] {
  const options = {
    cwd: root,
    withFileTypes: true,
    exclude: (entry: { name: string }) => isInstalled(entry.name),
  } as const;
  const inside = globSync(`${source}/**/*`, options).filter((entry) => entry.isFile());
  const names = inside.map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
  return names.length > 0 ? names : [source];
}
