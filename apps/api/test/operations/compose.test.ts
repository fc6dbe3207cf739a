import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from '../../src/config.ts';
import { readStages, textsOf } from './dockerfile.ts';

const root = path.resolve(import.meta.dirname, '../../../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

interface Service {
  readonly environment: Readonly<Record<string, string>>;
  readonly volumes: readonly string[];
  readonly depends_on?: object;
  readonly ports?: readonly string[];
}
const text = read('compose.yaml');
const file = parse(text, { merge: true }) as {
  services: Readonly<Record<string, Service>>;
  volumes: Readonly<Record<string, null>>;
};
const { api, worker, postgres } = file.services as Record<'api' | 'worker' | 'postgres', Service>;

/** `${NAME}`, `${NAME:-default}` and `${NAME:?sentence}` as compose puts values in for them. */
const fill = (value: string, env: Readonly<Record<string, string>>) =>
  value.replace(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_, name: string, kind?: string, rest = '') => {
    const given = env[name];
    if (given) return given;
    if (kind === '?') throw new Error(`${name}: ${rest}`);
    return kind === '-' ? rest : '';
  });
const environmentOf = ({ environment }: Service, env: Readonly<Record<string, string>>) => ({
  NODE_ENV: 'production',
  ...Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, fill(value, env)])),
});
const secrets = { ASTROCAL_SECRET_KEY: '3f9a'.repeat(16), POSTGRES_PASSWORD: '0b7c'.repeat(16) };

test('the environment that it gives is a right configuration of each role', () => {
  const config = readConfig(environmentOf(api, secrets));
  expect(config).toMatchObject({
    production: true,
    roles: ['http', 'worker'],
    databaseUrl: `postgres://astrocal:${secrets.POSTGRES_PASSWORD}@postgres:5432/astrocal`,
    secretKey: secrets.ASTROCAL_SECRET_KEY,
    metricsToken: null,
    trustProxy: [],
  });
  expect(readConfig(environmentOf(worker, secrets)).roles).toEqual(['worker']);
  expect(readConfig(environmentOf(api, { ...secrets, ASTROCAL_ROLE: 'http' })).roles).toEqual(['http']);
});

/** What the configuration asks its environment for. */
function namesOfVariables(): string[] {
  const names = new Set<string>();
  const env = new Proxy({} as Record<string, string>, {
    get: (_, name: string) => {
      names.add(name);
    },
  });
  readConfig(env);
  names.delete('npm_lifecycle_event'); // what npm says, nothing that is set
  return [...names].sort();
}

test.each([
  ['api', api],
  ['worker', worker],
])('every variable of the configuration reaches the container of %s', (_, service) => {
  const [, image = []] = readStages(read('Dockerfile'));
  const setByImage = textsOf(image, 'ENV').flatMap((line) =>
    [...line.matchAll(/(\w+)=/g)].map(([, name]) => name),
  );
  const passed = Object.entries(service.environment).filter(([name, value]) => {
    const given = fill(value, { ...secrets, [name]: 'as it was given' });
    return given === 'as it was given';
  });
  // Said by the file itself: where its PostgreSQL is, and what a worker does.
  const own = ['DATABASE_URL', ...(service === worker ? ['ASTROCAL_ROLE'] : [])];
  expect(own.filter((name) => !(name in service.environment))).toEqual([]);
  const reached = [...setByImage, ...own, ...passed.map(([name]) => name)];
  expect(namesOfVariables().filter((name) => !reached.includes(name))).toEqual([]);
});

test('it asks for the secrets instead of starting with none', () => {
  for (const name of Object.keys(secrets))
    for (const service of [api, worker])
      expect(() => environmentOf(service, { ...secrets, [name]: '' })).toThrow(`${name}: set it in .env`);
});

test('its volumes are declared, and mounted where the images keep their data', () => {
  const mounts = [api, worker, postgres].flatMap(({ volumes }) => volumes).map((each) => each.split(':'));
  expect(mounts.map(([name]) => name).sort()).toEqual(['data', 'data', 'postgres']);
  expect(Object.keys(file.volumes).sort()).toEqual(['data', 'postgres']);
  const [, image = []] = readStages(read('Dockerfile'));
  expect(api.volumes).toEqual([`data:${textsOf(image, 'VOLUME')[0]}`]);
  const port = textsOf(image, 'EXPOSE')[0];
  expect(api.ports).toEqual([`127.0.0.1:${port}:${port}`]);
  for (const service of [api, worker])
    expect(service.depends_on).toEqual({ postgres: { condition: 'service_healthy' } });
});

test('it uses no key that compose does not know', () => {
  const known =
    'build image restart stop_grace_period depends_on volumes environment ports profiles healthcheck'.split(
      ' ',
    );
  const used = new Set(Object.values(file.services).flatMap((service) => Object.keys(service)));
  expect([...used].filter((key) => !known.includes(key))).toEqual([]);
});
