export { mountReference, referencePaths } from './routes.ts';
