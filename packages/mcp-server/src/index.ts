export { createMcpServer, type McpServerSettings } from './create-server.ts';
export { createMcpHttp, type McpCall, type McpHttp } from './http.ts';
export { tools } from './tools/index.ts';
export { version } from './version.ts';
