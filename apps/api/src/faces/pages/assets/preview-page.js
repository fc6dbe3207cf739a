// The controls of the preview: they set the widget, which books nothing, and write the snippet to copy.
(() => {
  const place = document.querySelector('[data-preview]');
  const controls = document.querySelector('[data-controls]');
  const code = document.querySelector('[data-snippet]');
  const opener = document.querySelector('[data-open]');
  const said = document.querySelector('[data-copied]');
  if (!globalThis.Astrocal) {
    place.textContent = 'The widget could not be loaded.';
    return;
  }

  const themeNames = ['primaryColor', 'backgroundColor', 'headingColor', 'textColor', 'borderRadius'];
  const attributeOf = (name) =>
    `data-astrocal-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  const inAttribute = (text) =>
    text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  const tag = code.textContent.split('\n')[0];
  let handle;

  /** What the controls say, without what they leave to the widget. */
  function readSettings() {
    const fields = Object.fromEntries(new FormData(controls));
    const isValid = (name) => fields[name] && controls.elements[name].validity.valid;
    return {
      mode: fields.mode,
      colorScheme: fields.colorScheme,
      locale: fields.locale,
      theme: Object.fromEntries(themeNames.filter(isValid).map((name) => [name, fields[name]])),
    };
  }

  function open({ mode, colorScheme, theme }) {
    handle?.destroy();
    handle = globalThis.Astrocal.open({
      demo: true,
      mode,
      colorScheme,
      theme,
      ...(mode === 'inline' && { target: place }),
    });
  }

  function snippetOf({ mode, colorScheme, locale, theme }) {
    const settings = { eventTypeId: 'evt_…', ...(mode === 'popup' && { mode }), colorScheme, ...theme };
    const attributes = Object.entries(settings).map(
      ([name, value]) => `${attributeOf(name)}="${inAttribute(value)}"`,
    );
    if (mode === 'popup') {
      const page = locale
        ? `<!-- The dialog speaks the language of its page: <html lang="${locale}"> -->\n`
        : '';
      return `${tag}\n${page}<button\n  ${attributes.join('\n  ')}\n>Book a time</button>`;
    }
    if (locale) attributes.unshift(`lang="${locale}"`);
    return `${tag}\n<div\n  ${attributes.join('\n  ')}\n></div>`;
  }

  function show() {
    const settings = readSettings();
    place.lang = settings.locale;
    document.documentElement.lang = settings.mode === 'popup' && settings.locale ? settings.locale : 'en';
    code.textContent = snippetOf(settings);
    opener.hidden = settings.mode !== 'popup';
    said.textContent = '';
    if (settings.mode === 'inline') open(settings);
    else handle?.destroy();
  }

  controls.addEventListener('input', show);
  controls.addEventListener('submit', (event) => event.preventDefault());
  controls.addEventListener('reset', () => setTimeout(show));
  opener.addEventListener('click', () => open(readSettings()));
  document.querySelector('[data-reset]').addEventListener('click', () => controls.reset());
  document.querySelector('[data-copy]').addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(code.textContent);
      said.textContent = 'Copied.';
    } catch {
      getSelection().selectAllChildren(code);
      said.textContent = 'Selected: copy it with the keyboard.';
    }
  });
  show();
})();
