import type { Zone } from '@astrocal/scheduling';
import type { Astrocal } from '@astrocal/sdk';
import type { ToolAnnotations } from '@modelcontextprotocol/server';
import { z } from 'zod';

/** What tools work with. */
export interface Context {
  readonly astrocal: Astrocal;
  /** The event type of calls that name none. */
  readonly defaultEventTypeId: string | undefined;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** What an agent should be told to do about a key that is refused. */
  readonly keyAdvice: string;
  /** Told of faults of this server, which an agent hears of in general only. */
  readonly report: (fault: unknown) => void;
}

/** What a tool found or did. */
export interface ToolOutcome<Data> {
  /** For the model: complete in itself, since many clients show it nothing else. */
  readonly text: string;
  /** For programs. */
  readonly data: Data;
  /** In which the present is told; UTC unless said. */
  readonly zone?: Zone;
}

export interface Tool<Input extends z.ZodObject = z.ZodObject, Output extends z.ZodRawShape = z.ZodRawShape> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: Input;
  /** The fields of its structured content, beside `current_time`. */
  readonly output: Output;
  readonly hints: Required<Omit<ToolAnnotations, 'title'>>;
  /** Throws a Problem, or what the client throws. */
  run(context: Context, args: z.output<Input>): Promise<ToolOutcome<z.input<z.ZodObject<Output>>>>;
}

/** A tool whose argument and answer types follow from its schemas. */
export const defineTool = <Input extends z.ZodObject, Output extends z.ZodRawShape>(
  tool: Tool<Input, Output>,
): Tool => tool as unknown as Tool;

/** Looks, and changes nothing. */
export const reads = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
};
/** Adds something; the same call again adds nothing more. Mail may go out to people, hence the open world. */
export const adds = {
  readOnlyHint: false,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: true,
};
/** Takes away or moves what somebody relies on. */
export const changes = {
  readOnlyHint: false,
  destructiveHint: true,
  idempotentHint: true,
  openWorldHint: true,
};

export const currentTime = z
  .object({
    utc: z.string().describe('UTC, such as 2026-06-15T14:00:00Z.'),
    local: z.string().describe('The same instant in `timezone`, with its offset.'),
    timezone: z.string().describe('The IANA zone in which this answer is told.'),
  })
  .describe('The present, so that "tomorrow" can be worked out.');
