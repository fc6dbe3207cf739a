import { configOf, markingAttributes } from './data-attributes.ts';
import { openFor } from './open.ts';
import type { WidgetHandle } from './widget.tsx';

const known = new WeakSet<Element>();
const selector = markingAttributes.map((name) => `[${name}]`).join();

/**
 * Sets up every element with `data-astrocal-*` attributes under `root` that was not set up before: buttons and links
 * open a dialog, other elements get the widget put into them. To be called again after adding elements.
 */
export function autoInit(root: ParentNode = document): void {
  for (const element of root.querySelectorAll(selector)) {
    if (known.has(element)) continue;
    known.add(element);
    setUp(element);
  }
}

function setUp(element: Element): void {
  const isControl = element.matches('button, a, [role="button"], input[type="button"]');
  if ((configOf(element).mode ?? (isControl ? 'popup' : 'inline')) === 'popup')
    opensPopup(element, isControl);
  else openFor({ ...configOf(element), mode: 'inline', target: element }, element);
}

/** The attributes are read when it opens, so that they may change before. */
function opensPopup(element: Element, isControl: boolean): void {
  let handle: WidgetHandle | undefined;
  const show = (event: Event) => {
    event.preventDefault(); // of a link, whose address serves pages without scripts
    handle?.destroy();
    handle = openFor({ ...configOf(element), mode: 'popup' }, element);
  };
  element.addEventListener('click', (event) => {
    if (!isForNewTab(event as MouseEvent)) show(event);
  });
  if (isControl) return;
  element.setAttribute('role', 'button');
  element.setAttribute('tabindex', '0');
  element.addEventListener('keydown', (event) => {
    if (['Enter', ' '].includes((event as KeyboardEvent).key)) show(event);
  });
}

const isForNewTab = ({ metaKey, ctrlKey, shiftKey }: MouseEvent) => metaKey || ctrlKey || shiftKey;
