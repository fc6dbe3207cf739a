import { expect, it } from 'vitest';
import { assetNamesOf, entriesOf, type Manifest, publishedManifest } from './published-manifest.ts';

const manifest: Manifest = {
  name: '@astrocal/example',
  version: '1.2.3',
  license: 'MIT',
  type: 'module',
  private: true,
  scripts: { test: 'x' },
  exports: { '.': './src/index.ts', './view': './src/view.tsx', './bundle/*': './bundle/*' },
  bin: { 'astrocal-example': './src/bin.ts' },
  dependencies: { '@astrocal/sdk': '*', zod: '4.0.0' },
  devDependencies: { preact: '1.0.0' },
};

it('builds what is exported or a command, and takes the rest over', () => {
  expect(entriesOf(manifest)).toEqual([
    { name: 'index', subpath: '.', source: './src/index.ts' },
    { name: 'view', subpath: './view', source: './src/view.tsx' },
    { name: 'astrocal-example', subpath: null, source: './src/bin.ts' },
  ]);
  expect(assetNamesOf(manifest)).toEqual(['bundle']);
  expect(entriesOf({ ...manifest, exports: './src/index.ts', bin: {} })).toHaveLength(1);
});

it('publishes nothing of the repository, and pins our own packages', () => {
  expect(publishedManifest(manifest, ['view.js', 'index.js'])).toEqual({
    name: '@astrocal/example',
    version: '1.2.3',
    license: 'MIT',
    type: 'module',
    main: './index.cjs',
    module: './index.js',
    types: './index.d.cts',
    exports: {
      '.': {
        import: { types: './index.d.ts', default: './index.js' },
        require: { types: './index.d.cts', default: './index.cjs' },
      },
      './view': {
        import: { types: './view.d.ts', default: './view.js' },
        require: { types: './view.d.cts', default: './view.cjs' },
      },
      './bundle/*': './bundle/*',
      './package.json': './package.json',
    },
    bin: { 'astrocal-example': './astrocal-example.js' },
    files: ['index.js', 'view.js'],
    publishConfig: { access: 'public' },
    dependencies: { '@astrocal/sdk': '1.2.3', zod: '4.0.0' },
  });
});
