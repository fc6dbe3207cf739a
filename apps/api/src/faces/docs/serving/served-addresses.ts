import type { StaticFile } from '../../static-file.ts';
import type { DocsAddresses } from '../site.ts';

/** Where a server has its documentation; a file's address names its content, so that it may be kept for good. */
export function servedAddresses(files: ReadonlyMap<string, StaticFile>, version: string): DocsAddresses {
  const versioned = (name: string) => {
    const file = files.get(name);
    return `docs/assets/${name}${file ? `?v=${file.version}` : ''}`;
  };
  return {
    page: (name) => (name === '' ? 'docs' : `docs/${name}`),
    twin: (name) => `docs/${name}.md`,
    asset: (name) => (name === 'reference.js' ? `docs/reference.js?${version}` : versioned(name)),
    openApi: 'v1/openapi.json',
    llms: 'llms.txt',
    widget: 'docs/widget',
  };
}
