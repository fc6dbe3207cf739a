/** The fields of a package.json that publishing looks at. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly exports: string | Readonly<Record<string, string>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

/** One file that is built: `{ name: 'webhooks', subpath: './webhooks', source: './src/webhooks.ts' }`. */
export interface Entry {
  readonly name: string;
  /** What it is imported by; null for a command. */
  readonly subpath: string | null;
  readonly source: string;
}

/** Taken over as they are. What is not named here (devDependencies, scripts) is of no use to who installs it. */
const keptFields = [
  'name',
  'version',
  'description',
  'keywords',
  'license',
  'mcpName',
  'type',
  'engines',
  'sideEffects',
  'unpkg',
  'jsdelivr',
  'peerDependencies',
  'peerDependenciesMeta',
];

const subpathsOf = ({ exports }: Manifest) =>
  Object.entries(typeof exports === 'string' ? { '.': exports } : exports);
const isSource = (target: string) => /\.tsx?$/.test(target);

/** What it exports that is no source, such as a committed bundle: `['./bundle/*', './bundle/*']`. */
const assetsOf = (manifest: Manifest) => subpathsOf(manifest).filter(([, target]) => !isSource(target));

/** The files and directories that are published as they are: `bundle`. */
export const assetNamesOf = (manifest: Manifest): readonly string[] => [
  ...new Set(assetsOf(manifest).map(([, target]) => target.split('/')[1] ?? '')),
];

/** What a package's own package.json, which names sources, asks to be built. */
export function entriesOf(manifest: Manifest): readonly Entry[] {
  const { bin = {} } = manifest;
  return [
    ...subpathsOf(manifest)
      .filter(([, target]) => isSource(target))
      .map(([subpath, source]) => ({
        name: subpath === '.' ? 'index' : subpath.slice(2),
        subpath,
        source,
      })),
    ...Object.entries(bin).map(([name, source]) => ({ name, subpath: null, source })),
  ];
}

/**
 * The package.json that is published, from the one in the repository. Every import has its types for `import` and for
 * `require`, and our own packages are pinned to the version that they were built with. `files` are the names in the
 * package's directory.
 */
export function publishedManifest(manifest: Manifest, files: readonly string[]): object {
  const { dependencies, version } = manifest;
  const entries = entriesOf(manifest);
  const commands = entries.filter(({ subpath }) => subpath === null);
  return {
    ...Object.fromEntries(keptFields.filter((key) => key in manifest).map((key) => [key, manifest[key]])),
    main: './index.cjs',
    module: './index.js',
    types: './index.d.cts',
    exports: {
      ...Object.fromEntries(
        entries.flatMap(({ name, subpath }) => (subpath === null ? [] : [[subpath, conditions(name)]])),
      ),
      ...Object.fromEntries(assetsOf(manifest)),
      './package.json': './package.json',
    },
    ...(commands.length > 0 && {
      bin: Object.fromEntries(commands.map(({ name }) => [name, `./${name}.js`])),
    }),
    files: [...files].sort(),
    publishConfig: { access: 'public' },
    ...(dependencies && {
      dependencies: Object.fromEntries(
        Object.entries(dependencies).map(([name, range]) => [
          name,
          name.startsWith('@astrocal/') ? version : range,
        ]),
      ),
    }),
  };
}

const conditions = (name: string) => ({
  import: { types: `./${name}.d.ts`, default: `./${name}.js` },
  require: { types: `./${name}.d.cts`, default: `./${name}.cjs` },
});
