import { manageSecrets } from './bootstrap/manage-secrets.ts';

process.exitCode = await manageSecrets(process.argv.slice(2));
