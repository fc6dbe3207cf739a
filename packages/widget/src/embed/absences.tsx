/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks';
import { limits } from '../flow/limits.generated.ts';
import { fill } from '../i18n/messages.ts';
import { localTime, visitorZone } from '../time/zone.ts';
import { Field } from '../ui/field.tsx';
import { Icon } from '../ui/icons.tsx';
import { DateField } from './date-field.tsx';
import { type EmbeddedPage, tellEvent } from './page.ts';
import type { Absence } from './wire.ts';

/** When a host is away, and will be. */
export function Absences({ page }: { page: EmbeddedPage }) {
  const { texts, send, session, now } = page;
  const path = `/v1/members/${session.member_id}/absences`;
  const [absences, setAbsences] = useState<readonly Absence[]>([]);
  const [failed, setFailed] = useState(false);
  const read = () =>
    send<{ data: readonly Absence[] }>({ method: 'GET', path: `${path}?limit=100` }).then(({ data }) => {
      setFailed(false);
      setAbsences(data);
    });
  useEffect(() => void read().catch(() => setFailed(true)), []);
  const change = (work: Promise<unknown>) =>
    work
      .then(() => {
        tellEvent(page, 'absences.changed');
        return read();
      })
      .catch(() => setFailed(true));
  const today = localTime(now(), visitorZone()).date;
  const ahead = absences
    .filter(({ end_date }) => end_date >= today)
    .sort((one, other) => (one.start_date < other.start_date ? -1 : 1));
  return (
    <section class="card" aria-labelledby="time-off">
      <div class="panel-body">
        <h2 id="time-off">{texts.timeOff}</h2>
        {ahead.length > 0 && (
          <ul class="dated">
            {ahead.map((absence) => (
              <Line
                key={absence.id}
                page={page}
                absence={absence}
                onRemove={() => change(send({ method: 'DELETE', path: `${path}/${absence.id}` }))}
              />
            ))}
          </ul>
        )}
        {failed && (
          <p class="error" role="alert">
            {texts.failed}
          </p>
        )}
        {!session.read_only && (
          <NewAbsence page={page} onAdd={(body) => change(send({ method: 'POST', path, body }))} />
        )}
      </div>
    </section>
  );
}

function Line({ page, absence, onRemove }: { page: EmbeddedPage; absence: Absence; onRemove: () => void }) {
  const { texts, words, session } = page;
  const { start_date: start, end_date: end, note, conflicting_bookings: conflicts } = absence;
  const days = start === end ? words.day(start) : `${words.shortDay(start)} – ${words.shortDay(end)}`;
  return (
    <li>
      <span>
        {days} {note && <small dir="auto">{note}</small>}
        {conflicts > 0 && <small>{fill(texts.conflicts, { n: words.number(conflicts) })}</small>}
      </span>
      {!session.read_only && (
        <button type="button" class="icon" aria-label={`${texts.remove}: ${days}`} onClick={onRemove}>
          <Icon name="close" />
        </button>
      )}
    </li>
  );
}

function NewAbsence({ page, onAdd }: { page: EmbeddedPage; onAdd: (body: object) => void }) {
  const { texts, words } = page;
  const [isOpen, setOpen] = useState(false);
  const [first, setFirst] = useState('');
  const [last, setLast] = useState('');
  const [note, setNote] = useState('');
  const add = () => {
    if (first === '') return;
    onAdd({ start_date: first, end_date: last < first ? first : last, note: note.trim() || null });
    setOpen(false);
    for (const empty of [setFirst, setLast, setNote]) empty('');
  };
  if (!isOpen)
    return (
      <button type="button" class="button plain small" onClick={() => setOpen(true)}>
        <Icon name="plus" />
        {texts.addTimeOff}
      </button>
    );
  return (
    <div class="form">
      <div class="inputs">
        <DateField id="first-day" label={texts.firstDay} value={first} onInput={setFirst} />
        <DateField id="last-day" label={texts.lastDay} value={last} onInput={setLast} />
      </div>
      <Field
        id="absence-note"
        label={texts.note}
        hint={words.messages.optional}
        value={note}
        maxLength={limits.notes}
        onInput={setNote}
      />
      <div class="actions">
        <button type="button" class="button primary small" aria-disabled={first === ''} onClick={add}>
          {texts.addTimeOff}
        </button>
      </div>
    </div>
  );
}
