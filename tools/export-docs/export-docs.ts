import path from 'node:path';
import { parseArgs } from 'node:util';
import { version } from '../../apps/api/src/version.ts';
import { writeSite } from './write-site.ts';

// `npm run docs:export -- site`: the pages of /docs as files in the folder `site`, for any file server. The reference
// tries its calls on the server that `--api` names.

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { api: { type: 'string', default: 'http://127.0.0.1:3000' } },
});
const [folder = 'dist/docs'] = positionals;
const count = await writeSite(path.resolve(folder), {
  apiUrl: values.api.replace(/\/$/, ''),
  version,
});
console.log(`✔ ${count} pages in ${folder}`);
