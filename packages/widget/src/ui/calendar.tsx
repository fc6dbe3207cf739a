// biome-ignore-all lint/a11y/noNoninteractiveElementToInteractiveRole: a table is the date grid of the ARIA practices
// biome-ignore-all lint/a11y/useFocusableInteractive: in that pattern the button in the cell takes the focus
/** @jsxImportSource preact */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { shownDays } from '../flow/reduce.ts';
import { hasFree, type TimeOffer } from '../time/days.ts';
import { addMonths, monthOf, weeksOf } from '../time/month.ts';
import { firstCursor, moveCursor } from './calendar-keys.ts';
import { Icon } from './icons.tsx';
import type { PartProps, Ui } from './ui.ts';

/** How far ahead one may look: the longest booking window. */
const monthsAhead = 24;

/** A month as a grid of days, by the date grid pattern of the ARIA Authoring Practices. */
export function Calendar({ ui, state }: PartProps) {
  const { flow, words } = ui;
  const { month, today } = state;
  const [wanted, setWanted] = useState<string | null>(null);
  const mayFocus = useRef(false);
  const grid = useRef<HTMLTableElement>(null);
  const cursor = wanted !== null && monthOf(wanted) === month ? wanted : firstCursor(state);
  const bounds = { first: today, last: addMonths(monthOf(today), monthsAhead) };

  useLayoutEffect(() => {
    if (!mayFocus.current) return;
    mayFocus.current = false;
    grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  });

  const onKeyDown = (event: KeyboardEvent) => {
    const next = moveCursor(cursor, event, { ...words, firstWeekday: words.locale.firstWeekday }, bounds);
    if (next === null) return;
    event.preventDefault();
    mayFocus.current = true;
    setWanted(next);
    if (monthOf(next) !== month) void flow.showMonth(monthOf(next));
  };

  const isLoading = state.searching || (state.months[month]?.status ?? 'loading') === 'loading';
  return (
    <div>
      <MonthBar ui={ui} state={state} last={bounds.last} />
      <table
        ref={grid}
        role="grid"
        class={isLoading ? 'grid loading' : 'grid'}
        aria-labelledby="month"
        aria-busy={isLoading}
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr>
            {words.weekdays().map(({ short, long }) => (
              <th key={long} scope="col" abbr={long} aria-label={long}>
                {short}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(month, words.locale.firstWeekday).map((week) => (
            <Week
              key={week.find((date) => date !== null)}
              {...{ ui, state, week, cursor }}
              onFocus={setWanted}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface WeekProps extends PartProps {
  /** Null for the days of other months. */
  readonly week: readonly (string | null)[];
  readonly cursor: string;
  readonly onFocus: (date: string) => void;
}

function Week({ ui, state, week, cursor, onFocus }: WeekProps) {
  return (
    <tr>
      {week.map((date, index) => (
        <td
          key={date ?? index}
          role="gridcell"
          aria-selected={date === null ? undefined : date === state.date}
        >
          {date !== null && (
            <Day
              ui={ui}
              date={date}
              offers={shownDays(state)[date]}
              isChosen={date === state.date}
              isToday={date === state.today}
              isCursor={date === cursor}
              isStart={date === cursor && state.step === 'calendar'}
              onFocus={() => onFocus(date)}
            />
          )}
        </td>
      ))}
    </tr>
  );
}

function MonthBar({ ui, state, last }: PartProps & { last: string }) {
  const { messages } = ui.words;
  const { month, today } = state;
  const go = (by: number, isAllowed: boolean) => () => {
    if (isAllowed) void ui.flow.showMonth(addMonths(month, by));
  };
  const hasPrevious = month > monthOf(today);
  const hasNext = month < last;
  return (
    <div class="bar">
      <h3 id="month" aria-live="polite">
        {ui.words.month(month)}
      </h3>
      <button
        type="button"
        class="icon"
        aria-label={messages.previousMonth}
        aria-disabled={!hasPrevious}
        onClick={go(-1, hasPrevious)}
      >
        <Icon name="back" flip />
      </button>
      <button
        type="button"
        class="icon"
        aria-label={messages.nextMonth}
        aria-disabled={!hasNext}
        onClick={go(1, hasNext)}
      >
        <Icon name="forward" flip />
      </button>
    </div>
  );
}

interface DayProps {
  readonly ui: Ui;
  readonly date: string;
  readonly offers: readonly TimeOffer[] | undefined;
  readonly isChosen: boolean;
  readonly isToday: boolean;
  /** Where the Tab key enters the grid. */
  readonly isCursor: boolean;
  /** Where the focus goes when the step begins. */
  readonly isStart: boolean;
  readonly onFocus: () => void;
}

function Day({ ui, date, offers, isChosen, isToday, isCursor, isStart, onFocus }: DayProps) {
  const { words, flow } = ui;
  const kind = hasFree(offers) ? 'free' : offers ? 'full' : 'none';
  const { free, full, unavailable } = words.messages;
  const meaning = { free, full, none: unavailable }[kind];
  return (
    <button
      type="button"
      class={`day ${kind}${isChosen ? ' chosen' : ''}`}
      tabindex={isCursor ? 0 : -1}
      data-focus={isStart}
      aria-label={`${words.day(date)}, ${meaning}`}
      aria-disabled={kind === 'none'}
      aria-current={isToday ? 'date' : undefined}
      onFocus={onFocus}
      onClick={() => kind !== 'none' && flow.chooseDate(date)}
    >
      {words.dayNumber(date)}
    </button>
  );
}
