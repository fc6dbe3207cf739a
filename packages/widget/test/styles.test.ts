import { readFileSync } from 'node:fs';
import { JSDOM } from 'jsdom';
import { transform } from 'lightningcss';
import { expect, it } from 'vitest';

const read = (name: string) => readFileSync(new URL(`../bundle/${name}`, import.meta.url), 'utf8');

/** The rules that the first file gives to a browser, and those that the second one adds. */
async function builtStyles(): Promise<string> {
  let styles = '';
  const { window } = new JSDOM('<div id="place"></div>', {
    runScripts: 'outside-only',
    url: 'https://page.test',
  });
  window.CSSStyleSheet.prototype.replaceSync = (text: string) => {
    styles = text;
  };
  window.eval(read('astrocal.js'));
  window.Astrocal.open({ demo: true, target: '#place', timezone: 'UTC' });
  window.Astrocal.destroy();
  const rest = `data:text/javascript,${encodeURIComponent(read('astrocal-rest.js'))}`;
  const { default: make } = await import(rest);
  const addStyles = (more: string) => {
    styles += more;
  };
  make(() => ({ addStyles, addEnglish: () => {} }));
  return styles;
}

/** Properties that browsers know and the parser does not. */
const alsoKnown = [
  'border-collapse',
  'content',
  'font-variant-numeric',
  'forced-color-adjust',
  'outline-offset',
  'overscroll-behavior',
  'scrollbar-width',
  'table-layout',
  'text-underline-offset',
  '-webkit-line-clamp',
];

/** What a browser leaves out: rules that it cannot read, unknown properties, values that these do not take. */
function findDropped(css: string): string[] {
  const dropped: string[] = [];
  const { warnings } = transform({
    filename: 'widget.css',
    code: Buffer.from(css),
    errorRecovery: true,
    visitor: {
      Declaration(declaration) {
        const { property, value } = declaration as { property: string; value: unknown };
        const said = JSON.stringify(value);
        if (property === 'custom') {
          const { name } = value as { name: string };
          if (!name.startsWith('--') && !alsoKnown.includes(name)) dropped.push(name);
        } else if (
          property === 'unparsed' &&
          !/"type":"(var|env)"|"value":"(inherit|initial|none)"/.test(said)
        ) {
          dropped.push(said);
        }
      },
    },
  });
  return [...warnings.map(({ message }) => message), ...dropped];
}

it('holds no rule that a browser drops', async () => {
  const styles = await builtStyles();
  expect(styles).toContain(':host');
  expect(styles).toContain('.options');
  expect(findDropped(styles)).toEqual([]);
});

it.each([
  ['a rule within a list of selectors', '.a, @container (width > 1px) { .b { color: red } }'],
  ['a property that is none', '.a { colour: red }'],
  ['a unit that is none', '.a { width: 12xy }'],
  ['a word that is none', '.a { display: blok }'],
])('%s would be found', (_what, css) => expect(findDropped(css)).toHaveLength(1));

it('gives the description its wide padding in the middle widths too', async () => {
  const middle = /@container \(min-width:540px\)\{\.about,\.stage\{padding:24px 28px\}/;
  expect(await builtStyles()).toMatch(middle);
});
