import fastify from 'fastify';

/**
 * The script that draws the reference. The package keeps it inside its fastify plugin, so a server that never listens
 * hands it out. It is large: it is loaded when the page is first asked for.
 */
export async function loadReferenceScript(): Promise<Buffer> {
  const { default: plugin } = await import('@scalar/fastify-api-reference');
  const source = fastify();
  await source.register(plugin, { configuration: { url: '/' } });
  const { rawPayload } = await source.inject('/reference/js/scalar.js');
  await source.close();
  return rawPayload;
}
