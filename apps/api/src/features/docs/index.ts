export { guidePaths, mountDocs, nonContractPaths } from './routes.ts';
