import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const pglite = import.meta.resolve('@electric-sql/pglite');
const embedded = new URL('./embedded.ts', import.meta.url).href;

/** How often V8 set about freeing WebAssembly code, while a process that imported `modules` used PGlite. */
async function timesFreed(...modules: string[]): Promise<number> {
  const work = `
    ${modules.map((each) => `await import(${JSON.stringify(each)});`).join('')}
    const { PGlite } = await import(${JSON.stringify(pglite)});
    const db = await PGlite.create();
    await db.exec('create table items (id serial primary key, name text)');
    for (let i = 0; i < 100; i++) {
      await db.query('insert into items (name) values ($1)', ['item ' + i]);
      await db.query('select count(*), max(name) from items where name like $1', ['item%']);
    }
    await db.close();`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--trace-wasm-code-gc', '--input-type=module', '--eval', work],
    { cwd: fileURLToPath(new URL('.', import.meta.url)) },
  );
  return stdout.match(/Triggering GC/g)?.length ?? 0;
}

test('the WebAssembly code of the embedded database is never freed while it runs', async () => {
  const [ours, premise] = await Promise.all([timesFreed(embedded), timesFreed()]);
  expect(premise).toBeGreaterThan(0);
  expect(ours).toBe(0);
});
