/**
 * Makes limits.generated.ts of the widget from packages/contract: what its fields take, so that nothing is typed in vain.
 * Run by hand after a change of the contract: node tools/make-widget-limits.ts. A test compares.
 */
import { writeFileSync } from 'node:fs';
import { longest } from '@astrocal/contract';

/** The generated module, from the root of the repository. */
export const limitsFile = 'packages/widget/src/flow/limits.generated.ts';

/** Its text. */
export function makeWidgetLimits(): string {
  const { name, email, notes, reason } = longest;
  return `// Made by tools/make-widget-limits.ts from packages/contract. Do not edit.

/** The API's limits on texts, in characters. */
export const limits = { name: ${name}, email: ${email}, notes: ${notes}, reason: ${reason} } as const;
`;
}

if (import.meta.main) writeFileSync(new URL(`../${limitsFile}`, import.meta.url), makeWidgetLimits());
