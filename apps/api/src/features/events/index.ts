export { mountEvents } from './routes.ts';
