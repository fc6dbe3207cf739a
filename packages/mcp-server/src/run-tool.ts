import { findZone, type Zone } from '@astrocal/scheduling';
import type { CallToolResult } from '@modelcontextprotocol/server';
import { explainError, whenNoBooking } from './explain-error.ts';
import { presentIn, sayNow, utc } from './local-time.ts';
import { ToolProblem } from './problem.ts';
import { readArguments } from './read-arguments.ts';
import { withoutKeys } from './safe-text.ts';
import type { Context, Tool } from './tool.ts';

/** Where the details of a refusal stand in its `_meta`, for programs. */
export const errorMetaKey = 'astrocal/error';

/**
 * Makes one call of a tool. Whatever comes of it is a result that a model can act on: an answer with its structure, or
 * an error that says what to do next. Both state the present.
 */
export async function runTool(tool: Tool, context: Context, args: unknown): Promise<CallToolResult> {
  try {
    const { text, data, zone = utc } = await tool.run(context, readArguments(tool.input, args));
    const now = context.now();
    return withoutKeys({
      content: [{ type: 'text' as const, text: `${text}\n\n${sayNow(zone, now)}` }],
      structuredContent: { ...data, current_time: presentIn(zone, now) },
    });
  } catch (error) {
    const zone = zoneAsked(args);
    return refused(explain(error, context, { zone, tool }), zone, context.now());
  }
}

function explain(error: unknown, context: Context, { zone, tool }: { zone: Zone; tool: Tool }): ToolProblem {
  try {
    return explainError(error, { zone, keyAdvice: context.keyAdvice, ...advice(tool) });
  } catch (fault) {
    context.report(fault);
    return new ToolProblem(
      'This MCP server failed. Tell the user to look at its log; the arguments are not to blame.',
      {
        code: 'internal_error',
      },
    );
  }
}

function refused(problem: ToolProblem, zone: Zone, now: number): CallToolResult {
  return withoutKeys({
    isError: true,
    content: [{ type: 'text' as const, text: `${problem.message}\n\n${sayNow(zone, now)}` }],
    _meta: { [errorMetaKey]: problem.details },
  });
}

/** The zone that a call names, where it names one that exists. */
function zoneAsked(args: unknown): Zone {
  const { timezone, invitee_timezone } = (args ?? {}) as Readonly<Record<string, unknown>>;
  const name = timezone ?? invitee_timezone;
  return (typeof name === 'string' && findZone(name)) || utc;
}

function advice({ name }: Tool): { whenNotFound?: string } {
  if (name.endsWith('_booking') && name !== 'create_booking') return { whenNotFound: whenNoBooking };
  if (name === 'check_waitlist')
    return { whenNotFound: 'Call check_waitlist with event_type_id for the entries that exist.' };
  return { whenNotFound: 'Call list_event_types for the ids of event types.' };
}
