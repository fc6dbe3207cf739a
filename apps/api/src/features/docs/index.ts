export { mountDocs, nonContractPaths } from './routes.ts';
