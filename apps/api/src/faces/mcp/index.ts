export { type McpOptions, mcpPaths, mountMcp } from './routes.ts';
