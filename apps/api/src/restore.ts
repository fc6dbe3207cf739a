import { restore } from './bootstrap/backup.ts';
import { runWithFile } from './bootstrap/run-with-file.ts';

await runWithFile('restore', async (config, file) => {
  await restore(config, file);
  return `${config.dataDir} is as it was in ${file}. Start the server.`;
});
