export { guidePaths, mountGuides } from './routes.ts';
