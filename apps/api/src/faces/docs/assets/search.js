// The search over guides, operations and errors. It opens at once, so that no letter is lost that is typed after the key;
// its index comes while one types.
const { root, index } = document.documentElement.dataset;

const mostShown = 20;
/** As the index was made, and how what is asked is compared with it. */
const options = { idField: 'id', fields: ['title', 'within', 'text'], storeFields: ['title', 'within'] };
const closeness = {
  boost: { title: 4, within: 2 },
  prefix: true,
  fuzzy: (term) => (term.length > 4 ? 0.2 : 0),
};

let dialog = null;

const find = document.querySelector('[data-find]');
find.hidden = false;
find.addEventListener('click', openSearch);
addEventListener('keydown', (event) => {
  const isWriting = event.composedPath()[0].matches?.('input, textarea, select, [contenteditable]');
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isWriting) return;
  event.preventDefault();
  openSearch();
});

function openSearch() {
  dialog ??= makeDialog();
  if (!dialog.open) dialog.showModal();
  dialog.querySelector('input').select();
}

/** An element with what it has and holds; no text ever becomes markup. */
function make(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

function makeDialog() {
  const input = make('input', { type: 'search', placeholder: 'Search guides and API', autocomplete: 'off' });
  const list = make('ul', { id: 'found', hidden: true });
  const told = make('p', { className: 'told', textContent: 'What are you looking for?' });
  const asked = make('div', { className: 'asked' }, input, make('kbd', { textContent: 'esc' }));
  const made = make('dialog', { className: 'search' }, asked, list, told);
  setAll(made, { 'aria-label': 'Search' });
  setAll(list, { role: 'listbox', 'aria-label': 'Found' });
  setAll(told, { role: 'status' });
  setAll(input, {
    role: 'combobox',
    'aria-label': 'Search guides and API',
    'aria-controls': 'found',
    'aria-expanded': 'false',
    'aria-autocomplete': 'list',
  });
  const loaded = load();
  input.addEventListener('input', async () => {
    const words = input.value.trim();
    const found = words === '' ? [] : ask(await loaded, words);
    if (input.value.trim() !== words) return; // more was typed meanwhile
    list.replaceChildren(...found.map((each, place) => entry(each, place)));
    list.hidden = found.length === 0;
    setAll(input, { 'aria-expanded': String(found.length > 0) });
    told.textContent = words === '' ? 'What are you looking for?' : sentence(found.length);
    point(input, list, 0);
  });
  input.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const entries = [...list.children];
    const at = entries.findIndex((each) => each.ariaSelected === 'true');
    if (step && entries.length > 0) {
      event.preventDefault();
      point(input, list, (at + step + entries.length) % entries.length);
    } else if (event.key === 'Enter' && entries[at]) go(entries[at]);
  });
  list.addEventListener('click', (event) => go(event.target.closest('li')));
  made.addEventListener('click', (event) => {
    if (event.target === made) made.close(); // beside it
  });
  const go = (chosen) => {
    if (!chosen) return;
    made.close();
    location.assign(root + chosen.dataset.address);
  };
  document.body.append(made);
  return made;
}

const setAll = (element, attributes) => {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
};

async function load() {
  const [{ default: MiniSearch }, answer] = await Promise.all([import('./minisearch.js'), fetch(index)]);
  return MiniSearch.loadJSON(await answer.text(), options);
}

/** What holds all the words; where nothing does, what holds some of them. */
function ask(index, words) {
  const all = index.search(words, { ...closeness, combineWith: 'AND' });
  return (all.length > 0 ? all : index.search(words, closeness)).slice(0, mostShown);
}

const sentence = (count) => {
  if (count === 0) return 'Nothing found. Try another word.';
  return count === 1 ? '1 place' : `${count}${count === mostShown ? ' or more' : ''} places`;
};

function entry({ id, title, within }, place) {
  const made = make('li', { id: `found-${place}` }, title, make('small', { textContent: within }));
  made.dataset.address = id;
  setAll(made, { role: 'option', 'aria-selected': 'false' });
  return made;
}

function point(input, list, place) {
  for (const [i, each] of [...list.children].entries())
    each.setAttribute('aria-selected', String(i === place));
  const chosen = list.children[place];
  if (chosen) input.setAttribute('aria-activedescendant', chosen.id);
  else input.removeAttribute('aria-activedescendant');
  chosen?.scrollIntoView({ block: 'nearest' });
}
