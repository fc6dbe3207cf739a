import { expect, test } from 'vitest';
import { z } from 'zod';
import { errorMetaKey, runTool } from './run-tool.ts';
import { type Context, defineTool, reads } from './tool.ts';

const now = Date.parse('2026-06-01T08:00:00Z');

test('of a fault an agent hears in general, and the log in full', async () => {
  const reported: unknown[] = [];
  const fault = new TypeError('a detail of ours');
  const broken = defineTool({
    name: 'broken',
    title: 'Broken',
    description: 'Always fails.',
    input: z.strictObject({ timezone: z.string() }),
    output: {},
    hints: reads,
    run: () => Promise.reject(fault),
  });
  const context = { now: () => now, keyAdvice: '', report: (each: unknown) => reported.push(each) };
  const { isError, content, _meta } = await runTool(broken, context as unknown as Context, {
    timezone: 'Asia/Tokyo',
  });
  expect([isError, _meta?.[errorMetaKey]]).toEqual([true, { code: 'internal_error' }]);
  expect(content).toEqual([
    {
      type: 'text',
      text: expect.stringMatching(/^This MCP server failed\.[\s\S]*Monday, June 1, 2026, 17:00 Asia\/Tokyo/),
    },
  ]);
  expect(JSON.stringify(content)).not.toContain('detail');
  expect(reported).toEqual([fault]);
});
