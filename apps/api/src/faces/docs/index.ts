export { docsPaths, mountDocs } from './routes.ts';
