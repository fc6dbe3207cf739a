import { afterAll, beforeAll, expect, test } from 'vitest';
import { patience } from '../../../../packages/scheduling/test/proof-size.ts';
import type { MainProcess } from '../harness/main-process.ts';
import { type CrashWorld, createCrashWorld, prepareEventTypes } from './crash-world.ts';
import { openProof } from './proof.ts';
import { kills, writers } from './settings.ts';

// P2 and P3. `ASTROCAL_PROOF_KILLS=20 npx vitest run apps/api/test/crash/server`

let world: CrashWorld;
beforeAll(async () => {
  world = await createCrashWorld();
}, patience.timeout);
afterAll(() => world.close());

test('what a killed server has answered is there, and what it has not is done once', patience, async () => {
  const servers = [await world.start(), await world.start()] as [MainProcess, MainProcess];
  await prepareEventTypes(world.organizations, servers[0].url);
  const urlOf = (writer: number) => (servers[writer % 2] as MainProcess).url;
  const { writing, ledger, choose, ...proof } = openProof(world.organizations, urlOf);
  for (let kill = 0; kill < kills; kill++) {
    const [dying, other] = kill % 2 ? ([1, 0] as const) : ([0, 1] as const);
    writing.start();
    await writing.until('acknowledged', 20 + choose(300));
    await servers[dying].ended('SIGKILL');
    // The other one serves on as if nothing had happened.
    await writing.until('acknowledged', writers);
    await writing.stop();
    await proof.replay(servers[other].url);
    await proof.check(world);
    servers[dying] = await world.start({ PORT: String(servers[dying].port) });
  }
  expect(ledger.unavailable).toBe(0);
  expect(await Promise.all(servers.map((server) => server.ended('SIGTERM')))).toEqual([0, 0]);
  expect(proof.replayed.unknown).toBeGreaterThan(0); // the premise: it died in the middle of something
  proof.report('server killed under writers');
});
