import { operations } from '@astrocal/contract';
import type { Deps } from '../../deps.ts';
import type { Mount } from '../../http/wire.ts';
import { parseCursor, toPage } from '../../lib/paging.ts';
import { createAbsence, readAbsences, removeAbsence } from './change-absences.ts';
import { removeSchedule, replaceSchedule } from './change-schedule.ts';
import { findTarget } from './members.ts';
import { presentAbsence, presentSchedule } from './present.ts';
import { findSchedule } from './store-schedules.ts';

export function mountSchedules(mount: Mount, deps: Deps): void {
  mount(operations.getSchedule, async ({ principal: owner, params: { id } }) => {
    const { db } = deps.database;
    const member = await findTarget(db, { owner, id }, 'schedules.read');
    return { status: 200, body: presentSchedule(member, await findSchedule(db, { owner, id })) };
  });

  mount(operations.replaceSchedule, async ({ principal: owner, params: { id }, body, transact }) =>
    transact(async (tx) => {
      const { member, schedule } = await replaceSchedule(deps, tx, { owner, id }, body);
      return { status: 200, body: presentSchedule(member, schedule) };
    }),
  );

  mount(operations.deleteSchedule, async ({ principal: owner, params: { id }, transact }) =>
    transact(async (tx) => {
      await removeSchedule(deps, tx, { owner, id });
      return { status: 204 };
    }),
  );

  mount(operations.createAbsence, async ({ principal: owner, params: { id }, body, transact }) =>
    transact(async (tx) => ({
      status: 201,
      body: presentAbsence(await createAbsence(deps, tx, { owner, id }, body)),
    })),
  );

  mount(operations.listAbsences, async ({ principal: owner, params: { id }, query }) => {
    const cursor = parseCursor('absence', query);
    const rows = await readAbsences(deps, { owner, id }, cursor);
    return { status: 200, body: toPage(rows, cursor, presentAbsence) };
  });

  mount(operations.deleteAbsence, async ({ principal: owner, params: { id, absence_id }, transact }) =>
    transact(async (tx) => {
      await removeAbsence(deps, tx, { owner, id }, absence_id);
      return { status: 204 };
    }),
  );
}
