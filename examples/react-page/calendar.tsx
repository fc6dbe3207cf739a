import { type BookingFlow, firstDayOfWeek, formatDate, formatMonth, weekdayNames } from '@astrocal/react';

/** A month of dates; those with free times can be chosen. */
export function Calendar({ flow, locale }: { readonly flow: BookingFlow; readonly locale: string }) {
  const { month, weeks, hasPreviousMonth, isCapped, isLoading } = flow;
  if (!month) return null;
  return (
    <>
      <div className="month">
        <button
          type="button"
          aria-label="Previous month"
          disabled={!hasPreviousMonth}
          onClick={flow.showPreviousMonth}
        >
          ‹
        </button>
        <h2 aria-live="polite">{formatMonth(month, locale)}</h2>
        <button type="button" aria-label="Next month" onClick={flow.showNextMonth}>
          ›
        </button>
      </div>
      <table aria-busy={isLoading}>
        <thead>
          <tr>
            {weekdayNames(locale, firstDayOfWeek(locale)).map(({ short, long }) => (
              <th key={long} scope="col" abbr={long}>
                {short}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]?.date}>
              {week.map(({ date, day, isInMonth, isToday, isBookable }) => (
                <td key={date}>
                  {isInMonth && (
                    <button
                      type="button"
                      disabled={!isBookable}
                      aria-label={formatDate(date, locale)}
                      aria-current={isToday ? 'date' : undefined}
                      onClick={() => flow.chooseDate(date)}
                    >
                      {day}
                    </button>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {isCapped && <p>Nothing more can be booked at the moment.</p>}
    </>
  );
}
