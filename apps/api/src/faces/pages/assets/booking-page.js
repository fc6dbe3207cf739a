// Small comforts: the page works without any of them.
(() => {
  // "New York time" of America/New_York, as the page names zones; UTC has no city.
  const nameOf = (zone) =>
    /^(?!Etc\/).+\//.test(zone)
      ? `${zone.split('/').pop().replaceAll('_', ' ')} time`
      : zone.replace('Etc/', '');
  const hint = document.querySelector('[data-zone-hint]');
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (hint && zone && zone !== hint.dataset.zoneHint) {
    const address = new URL(location.href);
    address.searchParams.set('timezone', zone);
    const link = hint.querySelector('a');
    link.href = address.href;
    link.querySelector('bdi').textContent = nameOf(zone);
    hint.hidden = false;
  }

  // One press is enough, until the answer is given up or one comes back to this page.
  for (const form of document.querySelectorAll('form[method="post"]')) {
    const button = form.querySelector('button');
    const allow = () => button.removeAttribute('aria-disabled');
    addEventListener('pageshow', allow);
    form.addEventListener('submit', (event) => {
      if (button.getAttribute('aria-disabled') === 'true') {
        event.preventDefault();
        return;
      }
      button.setAttribute('aria-disabled', 'true');
      setTimeout(allow, 10_000);
    });
  }
})();
