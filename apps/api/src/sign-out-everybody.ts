import { endAllSessions } from './bootstrap/end-all-sessions.ts';

process.exitCode = await endAllSessions();
