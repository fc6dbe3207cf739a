import { existsSync, readdirSync } from 'node:fs';
import type { Logger } from '../../../lib/logger.ts';
import { loadStaticFile, type StaticFile } from '../../static-file.ts';
import { styleSheet } from '../../style-sheet.ts';
import type { AssetName, Site } from '../templates/layout.ts';

const assetNames: readonly AssetName[] = [
  'pages.css',
  'embed-page.css',
  'icon.svg',
  'book-page.js',
  'booking-page.js',
  'preview-page.js',
];
const assets = new URL('../assets/', import.meta.url);
const bundle = new URL('../../../../../../packages/widget/bundle/', import.meta.url);

/** What the pages are made of beside their text, read once. */
export interface SiteFiles {
  readonly assets: ReadonlyMap<string, StaticFile>;
  /** The widget for every page of the web: `astrocal.js`, its source map, and its languages. */
  readonly widget: ReadonlyMap<string, StaticFile>;
}

const assetOf = (name: AssetName): StaticFile => {
  const file = new URL(name, assets);
  return name.endsWith('.css') ? styleSheet(file) : loadStaticFile(file);
};

/** Reads the files of the pages. Where the widget was not built the log says so, and pages are served without it. */
export function loadSiteFiles(logger: Pick<Logger, 'error'>, folder: URL = bundle): SiteFiles {
  const script = new URL('astrocal.js', folder);
  if (!existsSync(script))
    logger.error(`The widget is missing: ${script.pathname} is made by \`npm run build:widget\`.`);
  const built = existsSync(folder) ? readdirSync(folder) : [];
  return {
    assets: new Map(assetNames.map((name) => [name, assetOf(name)])),
    widget: new Map(built.map((name) => [name, loadStaticFile(new URL(name, folder))])),
  };
}

/** Where pages find these files; each address changes with its content. */
export function siteOf(publicUrl: string, { assets, widget }: SiteFiles): Site {
  const versioned = (path: string, file: StaticFile | undefined) =>
    file ? `${path}?v=${file.version}` : path;
  return {
    publicUrl,
    assetPath: (name) => versioned(`assets/${name}`, assets.get(name)),
    widgetPath: versioned('widget/v1/astrocal.js', widget.get('astrocal.js')),
    embedPath: versioned('widget/v1/astrocal-embed.js', widget.get('astrocal-embed.js')),
  };
}
