export { mountService } from './routes.ts';
