// Draws the widget into the page; where that fails, the page says what it would say without scripts.
(() => {
  const place = document.querySelector('[data-widget]');
  const fallback = document.querySelector('[data-fallback]');
  const showFallback = () => {
    if (fallback) fallback.hidden = false;
    document.querySelector('[data-intro]')?.classList.add('alone');
    place.hidden = true;
  };
  if (!globalThis.Astrocal) return showFallback();

  const root = new URL(document.documentElement.dataset.root, location.href);
  const { eventTypeId, hostId, bookingId, token, currentStartTime } = place.dataset;
  const pageOf = (id, secret) => `${new URL(`bookings/${id}`, root)}?token=${encodeURIComponent(secret)}`;

  try {
    globalThis.Astrocal.open({
      eventTypeId,
      ...(hostId && { hostId }),
      apiUrl: root.href.replace(/\/$/, ''),
      mode: 'inline',
      target: place,
      colorScheme: 'auto',
      hideBranding: true,
      hideLogo: true,
      ...(bookingId && {
        reschedule: { bookingId, token, currentStartTime },
        onBookingRescheduled: () => location.replace(pageOf(bookingId, token)),
      }),
    });
  } catch (error) {
    console.error(error);
    showFallback();
  }
})();
