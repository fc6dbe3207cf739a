// Draws the widget into the page, and says so plainly where that fails.
(() => {
  const place = document.querySelector('[data-widget]');
  const fallback = document.querySelector('[data-fallback]');
  const showFallback = () => {
    if (fallback) fallback.hidden = false;
    place.hidden = true;
  };
  if (!globalThis.Astrocal) return showFallback();

  const root = new URL(document.documentElement.dataset.root, location.href);
  const { eventTypeId, timezone, bookingId, token, currentStartTime } = place.dataset;
  const pageOf = (id, secret) => `${new URL(`bookings/${id}`, root)}?token=${encodeURIComponent(secret)}`;

  /** Shows the way to the booking's own page, which is also in the mail. */
  const onBookingCreated = ({ id, cancel_token: secret }) => {
    const line = document.querySelector('[data-manage]');
    if (!line || !secret) return;
    line.querySelector('a').href = pageOf(id, secret);
    line.hidden = false;
  };

  try {
    globalThis.Astrocal.open({
      eventTypeId,
      apiUrl: root.href.replace(/\/$/, ''),
      mode: 'inline',
      target: place,
      colorScheme: 'auto',
      hideBranding: true,
      ...(timezone && { timezone }),
      ...(bookingId
        ? {
            reschedule: { bookingId, token, currentStartTime },
            onBookingRescheduled: () => location.replace(pageOf(bookingId, token)),
          }
        : { onBookingCreated }),
    });
  } catch (error) {
    console.error(error);
    showFallback();
  }
})();
