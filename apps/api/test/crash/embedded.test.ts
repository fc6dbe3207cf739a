import { expect, test } from 'vitest';
import { patience } from '../../../../packages/scheduling/test/proof-size.ts';
import { temporaryDirectory } from '../harness/main-process.ts';
import { makeEmbedded, openEmbedded, prepareEventTypes, startProcess } from './crash-world.ts';
import { openProof } from './proof.ts';
import { kills } from './settings.ts';

// P2 and P3 without PostgreSQL. `ASTROCAL_PROOF_KILLS=20 npx vitest run apps/api/test/crash/embedded`
// What the machine itself had not written when the power failed is another matter: the embedded database never asks.

test('what a killed process with the embedded database has answered is there', patience, async () => {
  const directory = await temporaryDirectory();
  const organizations = await makeEmbedded(directory);
  let server = await startProcess(directory, {});
  await prepareEventTypes(organizations, server.url);
  const { writing, ledger, choose, ...proof } = openProof(organizations, () => server.url);
  for (let kill = 0; kill < kills; kill++) {
    writing.start();
    await writing.until('acknowledged', 20 + choose(60));
    await server.ended('SIGKILL');
    await writing.stop();
    server = await startProcess(directory, {});
    await proof.replay(server.url);
  }
  expect(await server.ended('SIGTERM')).toBe(0);
  const database = await openEmbedded(directory);
  await proof.check({
    query: async (text, values) =>
      (await database.queueConnection.executeSql(text, [...(values ?? [])])).rows as never[],
  });
  await database.close();
  expect(ledger.unavailable).toBe(0);
  expect(proof.replayed.unknown).toBeGreaterThan(0); // the premise: it died in the middle of something
  proof.report('embedded database killed under writers');
});
