import { manageOrganization } from './bootstrap/manage-organization.ts';

process.exitCode = await manageOrganization(process.argv.slice(2));
