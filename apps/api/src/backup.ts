import { backUp } from './bootstrap/backup.ts';
import { runWithFile } from './bootstrap/run-with-file.ts';

await runWithFile('backup', async (config, file) => {
  await backUp(config, file);
  return `${file} holds the database, the secret key and the first keys. Keep it where you keep secrets.`;
});
