// Small comforts: the page works without any of them.
(() => {
  const hint = document.querySelector('[data-zone-hint]');
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (hint && zone && zone !== hint.dataset.zoneHint) {
    const address = new URL(location.href);
    address.searchParams.set('timezone', zone);
    const link = hint.querySelector('a');
    link.href = address.href;
    link.querySelector('bdi').textContent = zone.replaceAll('_', ' ');
    hint.hidden = false;
  }

  // One press is enough: a second one would only show the same page again.
  for (const form of document.querySelectorAll('form[method="post"]'))
    form.addEventListener('submit', (event) => {
      const button = form.querySelector('button');
      if (button.getAttribute('aria-disabled') === 'true') event.preventDefault();
      button.setAttribute('aria-disabled', 'true');
    });
})();
