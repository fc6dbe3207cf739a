import { sign } from '@astrocal/webhooks';
import type { LoggedMessage } from './follow-log.ts';

const timeoutMs = 15_000;

/** Sends the message as a webhook delivery would, once; tells in words what came of it. */
export async function forward(
  message: LoggedMessage,
  { to, secret }: { readonly to: string; readonly secret: string },
): Promise<{ ok: boolean; outcome: string }> {
  const { id, event, created_at, is_test, data } = message;
  const body = JSON.stringify({ id, event, created_at, is_test, data });
  const timestamp = Math.floor(Date.now() / 1000);
  try {
    const answer = await fetch(to, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...sign({ id, timestamp, body, secrets: [secret] }) },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    await answer.body?.cancel();
    return { ok: answer.ok, outcome: String(answer.status) };
  } catch (error) {
    const { name, message: words, cause } = error as Error;
    const reason = (cause as { code?: string } | undefined)?.code ?? (name === 'TimeoutError' ? name : words);
    return { ok: false, outcome: `no answer (${reason})` };
  }
}
