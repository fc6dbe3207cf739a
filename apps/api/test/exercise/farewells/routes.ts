import type { Deps } from '../../../src/deps.ts';
import type { Mount } from '../../../src/http/wire.ts';
import * as operations from './operation.ts';
import { presentFarewell } from './present.ts';
import { listFarewells } from './store.ts';

const shown = 100;

export function mountFarewells(mount: Mount, { database }: Deps): void {
  mount(operations.listFarewells, async ({ principal }) => {
    const rows = await listFarewells(database.db, principal, shown);
    return { status: 200, body: { data: rows.map(presentFarewell) } };
  });
}
