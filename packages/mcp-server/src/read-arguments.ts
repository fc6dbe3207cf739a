import type { StandardSchemaWithJSON } from '@modelcontextprotocol/server';
import type { z } from 'zod';
import { ToolProblem } from './problem.ts';
import { plain } from './safe-text.ts';

/**
 * Checks the arguments of a call against a tool's schema, with what models often write taken as it is meant: null and
 * empty texts as left out, `"30"` as a number, a list as JSON text. Throws a Problem with every mistake and, for an
 * argument that does not exist, the names of those that do.
 */
export function readArguments<Input extends z.ZodObject>(schema: Input, args: unknown): z.output<Input> {
  const result = schema.safeParse(tidied(schema, args ?? {}));
  if (result.success) return result.data;
  const sentences = result.error.issues.map((issue) => sentence(issue, schema));
  throw new ToolProblem(`The arguments are not as this tool takes them. ${sentences.join(' ')}`);
}

function sentence(issue: z.core.$ZodIssue, schema: z.ZodObject): string {
  if (issue.code === 'unrecognized_keys') {
    const where = issue.path.length > 0 ? ` in ${issue.path.join('.')}` : '';
    const known =
      issue.path.length > 0 ? '' : ` Known are: ${Object.keys(schema.shape).join(', ') || 'none'}.`;
    return `${plain(issue.keys.join(', '), 100)}: no such argument${where}.${known}`;
  }
  const message = issue.message.replace(/\.$/, '');
  return issue.path.length > 0 ? `${issue.path.join('.')}: ${message}.` : `${message}.`;
}

function tidied(schema: z.ZodObject, args: unknown): unknown {
  if (typeof args !== 'object' || args === null || Array.isArray(args)) return args;
  return Object.fromEntries(
    Object.entries(args)
      .map(([name, value]) => [name, tidiedValue(value, schema.shape[name])] as const)
      .filter(([, value]) => value !== null && value !== ''),
  );
}

function tidiedValue(value: unknown, field: z.core.$ZodType | undefined): unknown {
  if (typeof value !== 'string') return value;
  const text = value.trim();
  const kind = field && kindOf(field);
  if (kind === 'number' && /^\d+$/.test(text)) return Number(text);
  if (kind === 'array' && text.startsWith('[')) return parsed(text) ?? text;
  return text;
}

/** The kind of schema beneath what makes it optional. */
function kindOf(field: z.core.$ZodType): string {
  const { def } = field._zod;
  return 'innerType' in def ? kindOf(def.innerType as z.core.$ZodType) : def.type;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * The schema as it is told to clients, but taking anything: `readArguments` checks in its place, so that every mistake
 * is answered in one form.
 */
export function readJsonSchemaOnly(schema: z.ZodObject): StandardSchemaWithJSON<unknown, unknown> {
  const { vendor, version, jsonSchema } = (schema as unknown as StandardSchemaWithJSON)['~standard'];
  return { '~standard': { vendor, version, jsonSchema, validate: (value) => ({ value }) } };
}
