export { createMetrics } from './metrics.ts';
export { type MetricsAccess, mountMetrics, mountOpenApi, mountProbes } from './routes.ts';
