import { printDashboardLink } from './bootstrap/dashboard-link.ts';

process.exitCode = await printDashboardLink(process.argv.slice(2));
