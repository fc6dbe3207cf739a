export { createMcpServer, type McpServerSettings } from './create-server.ts';
export { createMcpHttp, type McpCall, type McpHttp, type McpHttpSettings } from './http.ts';
export { tools } from './tools/index.ts';
export { version } from './version.ts';
