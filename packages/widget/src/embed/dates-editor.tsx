/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import { Icon } from '../ui/icons.tsx';
import { DateField } from './date-field.tsx';
import { type TypedWindow, typedWindow, usualWindow, wireWindow } from './hours.ts';
import type { EmbeddedPage } from './page.ts';
import { Windows } from './week-editor.tsx';
import type { DatedHours } from './wire.ts';

interface DatesProps {
  readonly page: EmbeddedPage;
  readonly dates: readonly DatedHours[];
  readonly onChange: (dates: readonly DatedHours[]) => void;
}

/** The dates whose hours are not those of the week. */
export function DatesEditor({ page, dates, onChange }: DatesProps) {
  const { texts, words, session } = page;
  const sorted = [...dates].sort((one, other) => (one.date < other.date ? -1 : 1));
  const add = (made: DatedHours) => onChange([...dates.filter(({ date }) => date !== made.date), made]);
  return (
    <section class="card" aria-labelledby="dates">
      <div class="panel-body">
        <h2 id="dates">{texts.dates}</h2>
        {sorted.length > 0 && (
          <ul class="dated">
            {sorted.map(({ date, windows }) => (
              <li key={date}>
                <span>
                  {words.day(date)}{' '}
                  <small>{windows.length > 0 ? windows.map(spanOf).join(', ') : texts.closed}</small>
                </span>
                {!session.read_only && (
                  <button
                    type="button"
                    class="icon"
                    aria-label={`${texts.remove}: ${words.day(date)}`}
                    onClick={() => onChange(dates.filter((each) => each.date !== date))}
                  >
                    <Icon name="close" />
                  </button>
                )}
              </li>
            ))}
          </ul>
        )}
        {!session.read_only && <NewDate page={page} onAdd={add} />}
      </div>
    </section>
  );
}

const spanOf = (window: Parameters<typeof typedWindow>[0]): string => {
  const { from, to } = typedWindow(window);
  return `${from} – ${to}`;
};

function NewDate({ page, onAdd }: { page: EmbeddedPage; onAdd: (made: DatedHours) => void }) {
  const { texts } = page;
  const [isOpen, setOpen] = useState(false);
  const [date, setDate] = useState('');
  const [windows, setWindows] = useState<readonly TypedWindow[]>([]);
  const add = () => {
    const wire = windows.map(wireWindow);
    if (date === '' || wire.includes(null)) return;
    onAdd({ date, windows: wire.filter((each) => each !== null) });
    setOpen(false);
    setDate('');
    setWindows([]);
  };
  if (!isOpen)
    return (
      <button type="button" class="button plain small" onClick={() => setOpen(true)}>
        <Icon name="plus" />
        {texts.addDate}
      </button>
    );
  return (
    <div class="form">
      <DateField id="new-date" label={texts.date} value={date} onInput={setDate} />
      <div class="windows">
        {windows.length === 0 && <span class="plain-text">{texts.closed}</span>}
        <Windows page={page} name={texts.date} windows={windows} set={setWindows} />
        {windows.length === 0 && (
          <button type="button" class="button plain small" onClick={() => setWindows([usualWindow])}>
            <Icon name="plus" />
            {texts.addHours}
          </button>
        )}
      </div>
      <div class="actions">
        <button type="button" class="button primary small" aria-disabled={date === ''} onClick={add}>
          {texts.addDate}
        </button>
      </div>
    </div>
  );
}
