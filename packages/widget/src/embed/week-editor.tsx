/** @jsxImportSource preact */
import { Icon } from '../ui/icons.tsx';
import { type TypedWeek, type TypedWindow, usualWindow, wireWindow } from './hours.ts';
import type { EmbeddedPage } from './page.ts';

interface WeekProps {
  readonly page: EmbeddedPage;
  readonly week: TypedWeek;
  readonly onChange: (week: TypedWeek) => void;
}

/** The windows of each day of the week, typed. */
export function WeekEditor({ page, week, onChange }: WeekProps) {
  const { words, texts } = page;
  const { firstWeekday } = words.locale;
  return (
    <section class="card" aria-labelledby="week">
      <div class="panel-body">
        <h2 id="week">{texts.everyWeek}</h2>
        <ul class="week">
          {words.weekdays().map(({ long }, place) => {
            const day = (firstWeekday + place) % 7;
            const windows = week[day] ?? [];
            const set = (next: readonly TypedWindow[]) =>
              onChange(week.map((each, i) => (i === day ? next : each)));
            return <Day key={day} {...{ page, windows, set }} name={long} />;
          })}
        </ul>
      </div>
    </section>
  );
}

interface DayProps {
  readonly page: EmbeddedPage;
  readonly name: string;
  readonly windows: readonly TypedWindow[];
  readonly set: (windows: readonly TypedWindow[]) => void;
}

function Day({ page, name, windows, set }: DayProps) {
  const { texts, session } = page;
  const isOpen = windows.length > 0;
  return (
    <li>
      <label class="switch">
        <input
          type="checkbox"
          role="switch"
          aria-checked={isOpen}
          checked={isOpen}
          disabled={session.read_only}
          onChange={() => set(isOpen ? [] : [usualWindow])}
        />
        {name}
      </label>
      {isOpen ? (
        <div class="windows">
          <Windows {...{ page, name, windows, set }} />
        </div>
      ) : (
        <span class="plain-text">{texts.closed}</span>
      )}
    </li>
  );
}

/** The windows of one day; `name` is that of the day, in the labels of its fields. */
export function Windows({ page, name, windows, set }: DayProps) {
  const { texts, session } = page;
  const change = (at: number, part: Partial<TypedWindow>) =>
    set(windows.map((each, i) => (i === at ? { ...each, ...part } : each)));
  const remove = (at: number) => set(windows.filter((_, i) => i !== at));
  return (
    <>
      {windows.map((window, at) => (
        <div class="window" key={at}>
          <TimeField
            {...{ page, window }}
            part="from"
            label={`${name}: ${texts.from}`}
            onInput={(from) => change(at, { from })}
          />
          <span aria-hidden="true">–</span>
          <TimeField
            {...{ page, window }}
            part="to"
            label={`${name}: ${texts.to}`}
            onInput={(to) => change(at, { to })}
          />
          {!session.read_only && (
            <button
              type="button"
              class="icon"
              aria-label={`${texts.remove}: ${name} ${window.from}`}
              onClick={() => remove(at)}
            >
              <Icon name="close" />
            </button>
          )}
          {!session.read_only && at === windows.length - 1 && (
            <button
              type="button"
              class="icon"
              aria-label={`${texts.addHours}: ${name}`}
              onClick={() => set([...windows, { from: '', to: '' }])}
            >
              <Icon name="plus" />
            </button>
          )}
        </div>
      ))}
    </>
  );
}

interface TimeProps {
  readonly page: EmbeddedPage;
  readonly window: TypedWindow;
  readonly part: keyof TypedWindow;
  readonly label: string;
  readonly onInput: (text: string) => void;
}

/** Typed, since no control of browsers has the 24:00 at which a day ends. */
const TimeField = ({ page, window, part, label, onInput }: TimeProps) => (
  <input
    class="input"
    type="text"
    inputMode="numeric"
    dir="ltr"
    maxLength={5}
    aria-label={label}
    aria-invalid={window.from !== '' && window.to !== '' && wireWindow(window) === null}
    value={window[part]}
    readOnly={page.session.read_only}
    onInput={(event) => onInput(event.currentTarget.value)}
  />
);
