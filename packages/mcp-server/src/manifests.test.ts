import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { tools } from './tools/index.ts';
import { version } from './version.ts';

const read = (file: string) =>
  JSON.parse(readFileSync(path.resolve(import.meta.dirname, '..', file), 'utf8'));
const manifest = read('package.json');
const variables = ['ASTROCAL_API_KEY', 'ASTROCAL_API_URL', 'ASTROCAL_DEFAULT_EVENT_TYPE_ID'];

test('the version is that of package.json everywhere', () => {
  const server = read('server.json');
  const desktop = read('manifest.json');
  expect([version, server.version, server.packages[0].version, desktop.version]).toEqual(
    Array.from({ length: 4 }, () => manifest.version),
  );
});

test('server.json is as the registry takes it, and names the package that names it', () => {
  const server = read('server.json');
  expect(server.$schema).toMatch(
    /^https:\/\/static\.modelcontextprotocol\.io\/schemas\/\d{4}-\d\d-\d\d\/server\.schema\.json$/,
  );
  expect(server.name).toBe(manifest.mcpName);
  expect(server.name).toMatch(/^[a-zA-Z0-9.-]+\/[a-zA-Z0-9._-]+$/);
  expect(server.description.length).toBeLessThanOrEqual(100);
  const [npm] = server.packages;
  expect(npm).toMatchObject({ registryType: 'npm', identifier: manifest.name, transport: { type: 'stdio' } });
  expect(npm.environmentVariables.map(({ name }: { name: string }) => name)).toEqual(variables);
  expect(npm.environmentVariables[0]).toMatchObject({ isRequired: true, isSecret: true });
  const [remote] = server.remotes;
  expect(remote).toMatchObject({ type: 'streamable-http', url: 'https://{host}/mcp' });
  expect(Object.keys(remote.variables)).toEqual(['host']);
  expect(remote.headers[0]).toMatchObject({
    name: 'Authorization',
    value: 'Bearer {api_key}',
    isSecret: true,
  });
});

test('the desktop bundle starts the published command with what the user is asked for', () => {
  const { server, user_config, tools: listed, manifest_version, name } = read('manifest.json');
  expect([manifest_version, name]).toEqual(['0.3', 'astrocal']);
  const command = `node_modules/${manifest.name}/${Object.keys(manifest.bin)[0]}.js`;
  expect(server).toMatchObject({
    type: 'node',
    entry_point: command,
    mcp_config: { command: 'node', args: [`\${__dirname}/${command}`] },
  });
  expect(Object.keys(server.mcp_config.env)).toEqual(variables);
  const asked = Object.values<string>(server.mcp_config.env).map(
    (value) => /^\$\{user_config\.(\w+)\}$/.exec(value)?.[1],
  );
  expect(asked).toEqual(Object.keys(user_config));
  expect(user_config.api_key).toMatchObject({ sensitive: true, required: true });
  expect(listed).toEqual(tools.map(({ name, title }) => ({ name, description: title })));
});
