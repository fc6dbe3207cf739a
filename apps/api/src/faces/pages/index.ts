export { mountPages, type PagesOptions, pagePaths } from './routes.ts';
