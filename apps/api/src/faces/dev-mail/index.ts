export { mountDevMail } from './routes.ts';
