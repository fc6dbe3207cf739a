// What reading is made easier by: code to copy, languages to choose from, and where one is on the page.
// Without it everything can be read all the same.
/** An element with what it has and holds; no text ever becomes markup. */
function make(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

// Addresses of the reference were ones of the front page before it had a page of its own.
if (document.body.className === 'home' && /^#(tag|model|webhook|description)\//.test(location.hash))
  location.replace(`${document.querySelector('.docbar nav a:nth-child(2)').href}${location.hash}`);

for (const block of document.querySelectorAll('.sample .way, .sample .answer')) {
  const button = make('button', { type: 'button', className: 'copy', textContent: 'Copy' });
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(block.querySelector('code').textContent);
    button.textContent = 'Copied';
    setTimeout(() => {
      button.textContent = 'Copy';
    }, 2_000);
  });
  block.querySelector('.bar').append(button);
}

// Languages: the one that was chosen last is shown wherever it is there, on later pages too.
const remembered = 'astrocal.docs.way';
const samples = [...document.querySelectorAll('.sample')].filter((each) => each.querySelector('.way + .way'));

for (const [number, sample] of samples.entries()) {
  for (const [place, way] of [...sample.querySelectorAll('.way')].entries()) {
    way.id = `way-${number}-${place}`;
    way.setAttribute('role', 'tabpanel');
    way.setAttribute('aria-label', way.dataset.way);
  }
  const names = [...sample.querySelectorAll('.way')].map((way) => way.dataset.way);
  for (const way of sample.querySelectorAll('.way')) {
    const tabs = names.map((name, place) => {
      const tab = make('button', { type: 'button', textContent: name });
      tab.setAttribute('role', 'tab');
      tab.setAttribute('aria-controls', `way-${number}-${place}`);
      tab.setAttribute('aria-selected', String(name === way.dataset.way));
      tab.tabIndex = name === way.dataset.way ? 0 : -1;
      tab.addEventListener('click', () => choose(name, sample));
      return tab;
    });
    const list = make('span', {}, ...tabs);
    list.setAttribute('role', 'tablist');
    list.setAttribute('aria-label', 'Language');
    list.addEventListener('keydown', (event) => turn(event, names, sample));
    way.querySelector('.bar b').replaceWith(list);
  }
}

function show(name) {
  for (const sample of samples) {
    const ways = [...sample.querySelectorAll('.way')];
    const shown = ways.find((way) => way.dataset.way === name) ?? ways[0];
    for (const way of ways) way.hidden = way !== shown;
  }
}

function choose(name, sample) {
  const before = sample.getBoundingClientRect().top;
  show(name);
  try {
    localStorage.setItem(remembered, name);
  } catch {} // a browser may keep nothing
  sample.querySelector('.way:not([hidden]) [aria-selected="true"]')?.focus();
  scrollBy({ top: sample.getBoundingClientRect().top - before, behavior: 'instant' });
}

/** The arrows go from language to language. */
function turn(event, names, sample) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const at = names.indexOf(event.target.textContent);
  choose(names[(at + step + names.length) % names.length], sample);
}

let last = null;
try {
  last = localStorage.getItem(remembered);
} catch {}
show(last);

// The heading that was passed last is where one is.
const links = [...document.querySelectorAll('[data-contents] a')];
const headings = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
function markPlace() {
  const passed = headings.findLastIndex((heading) => heading && heading.getBoundingClientRect().top < 120);
  for (const [i, link] of links.entries()) {
    if (i === passed) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
}
if (links.length > 0) {
  addEventListener('scroll', markPlace, { passive: true });
  markPlace();
}
document.querySelector('.docnav [aria-current]')?.scrollIntoView({ block: 'nearest' });
