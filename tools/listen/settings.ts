import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { newSecret } from '@astrocal/webhooks';

/** Where the server is, and how to be let in: from options, the environment, or what the first start wrote. */
export interface Settings {
  readonly apiUrl: string;
  readonly key: string;
  readonly secret: string;
}

export interface SettingOptions {
  readonly 'api-url'?: string | undefined;
  readonly key?: string | undefined;
  readonly secret?: string | undefined;
}

/** Throws with a sentence when there is no key to use. */
export function readSettings(options: SettingOptions, env: NodeJS.ProcessEnv = process.env): Settings {
  const dataDir = env.ASTROCAL_DATA_DIR ?? '.astrocal';
  const key = options.key ?? env.ASTROCAL_API_KEY ?? keyOfFirstStart(dataDir);
  if (key === undefined)
    throw new Error(
      `There is no API key: start the server once in this directory, or give one by --key or ASTROCAL_API_KEY.`,
    );
  const apiUrl = options['api-url'] ?? env.ASTROCAL_API_URL ?? `http://127.0.0.1:${env.PORT ?? 3000}`;
  return { apiUrl: apiUrl.replace(/\/+$/, ''), key, secret: options.secret ?? ownSecret(dataDir) };
}

function keyOfFirstStart(dataDir: string): string | undefined {
  const file = path.join(dataDir, 'credentials.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).test_key : undefined;
}

/** The same at every run, so that a receiver is set up once. */
function ownSecret(dataDir: string): string {
  const file = path.join(dataDir, 'listen-secret');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  const secret = newSecret(randomBytes(32));
  if (existsSync(dataDir)) writeFileSync(file, `${secret}\n`, { mode: 0o600 });
  return secret;
}
