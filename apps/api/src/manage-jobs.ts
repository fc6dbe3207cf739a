import { manageJobs } from './bootstrap/manage-jobs.ts';

process.exitCode = await manageJobs(process.argv.slice(2));
