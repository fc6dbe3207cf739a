/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks';
import { Absences } from './absences.tsx';
import { Failed } from './bookings-view.tsx';
import { DatesEditor } from './dates-editor.tsx';
import { type TypedWeek, typedWeek, usualWeek, wireWeek } from './hours.ts';
import { type EmbeddedPage, tellEvent } from './page.ts';
import { WeekEditor } from './week-editor.tsx';
import type { DatedHours, HostSchedule } from './wire.ts';

interface HoursProps {
  readonly page: EmbeddedPage;
  readonly onBack: () => void;
}

/** When a host can be booked: every week, on dates that differ, and when they are away. */
export function HoursView({ page, onBack }: HoursProps) {
  const { texts, send, session } = page;
  const path = `/v1/members/${session.member_id}/schedule`;
  const [schedule, setSchedule] = useState<HostSchedule | null>(null);
  const [failed, setFailed] = useState(false);
  const read = () => {
    setFailed(false);
    send<HostSchedule>({ method: 'GET', path }).then(setSchedule, () => setFailed(true));
  };
  useEffect(read, []);
  const onStored = (stored: HostSchedule) => {
    setSchedule(stored);
    tellEvent(page, 'schedule.changed', stored);
  };
  const drop = async () => {
    await send({ method: 'DELETE', path });
    onStored(await send<HostSchedule>({ method: 'GET', path }));
  };
  return (
    <>
      <div class="head">
        <h1 id="title" tabindex={-1}>
          {texts.hours}
        </h1>
        <button type="button" class="button plain small" onClick={onBack}>
          {texts.bookings}
        </button>
      </div>
      {failed && (
        <section class="card">
          <Failed page={page} onRetry={read} />
        </section>
      )}
      {schedule && <Hours {...{ page, path, schedule, onStored, drop }} />}
      {schedule && <Absences page={page} />}
      {schedule && (
        <p class="said">{page.words.zone(new Date(page.now()).toISOString(), schedule.timezone)}</p>
      )}
    </>
  );
}

interface EditorProps extends Pick<HoursProps, 'page'> {
  readonly path: string;
  readonly schedule: HostSchedule;
  readonly onStored: (schedule: HostSchedule) => void;
  readonly drop: () => Promise<void>;
}

type Saving = 'no' | 'saving' | 'saved' | 'failed' | 'badTime';

function Hours({ page, path, schedule, onStored, drop }: EditorProps) {
  const { texts, send, session } = page;
  const [week, setWeek] = useState<TypedWeek | null>(schedule.rules && typedWeek(schedule.rules));
  const [dates, setDates] = useState<readonly DatedHours[]>(schedule.overrides ?? []);
  const [state, setState] = useState<Saving>('no');
  const isFixed = session.read_only;
  const save = async () => {
    const rules = wireWeek(week ?? usualWeek);
    if (rules === null) return setState('badTime');
    setState('saving');
    const overrides = dates.map(({ date, windows }) => ({
      date,
      windows: windows.map(({ start_time, end_time }) => ({ start_time, end_time })),
    }));
    const body = { timezone: schedule.timezone, rules, overrides };
    try {
      onStored(await send<HostSchedule>({ method: 'PUT', path, body }));
      setState('saved');
    } catch {
      setState('failed');
    }
  };
  const remove = () =>
    drop().then(
      () => change(() => setWeek(null)),
      () => setState('failed'),
    );
  const change = (work: () => void) => {
    setState('no');
    work();
  };
  if (week === null)
    return (
      <section class="card">
        <div class="panel-body">
          <p>{texts.noHours}</p>
          {!isFixed && (
            <button type="button" class="button primary" onClick={() => setWeek(usualWeek)}>
              {texts.setHours}
            </button>
          )}
        </div>
      </section>
    );
  return (
    <>
      <WeekEditor page={page} week={week} onChange={(next) => change(() => setWeek(next))} />
      <DatesEditor page={page} dates={dates} onChange={(next) => change(() => setDates(next))} />
      {!isFixed && (
        <div class="actions">
          <button type="button" class="button primary" aria-disabled={state === 'saving'} onClick={save}>
            {texts.save}
          </button>
          <span role="status" class="said">
            {state === 'saved' && texts.saved}
          </span>
          {(state === 'failed' || state === 'badTime') && (
            <p class="error" role="alert">
              {texts[state]}
            </p>
          )}
          {schedule.rules && (
            <button type="button" class="button danger last" onClick={remove}>
              {texts.dropHours}
            </button>
          )}
        </div>
      )}
    </>
  );
}
