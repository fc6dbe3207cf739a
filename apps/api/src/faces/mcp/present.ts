/** Where clients learn how to prove who they are (RFC 9728), for the resource at `/mcp`. */
export const metadataPath = '/.well-known/oauth-protected-resource/mcp';

/**
 * The metadata of the protected resource (RFC 9728, section 2). It names no authorization server, since there is
 * none: keys are made with `POST /v1/api-keys` and sent as they are.
 */
export const presentResource = (publicUrl: string) => ({
  resource: `${publicUrl}/mcp`,
  resource_name: 'Astrocal',
  bearer_methods_supported: ['header'],
  resource_documentation: `${publicUrl}/docs/guides/mcp.md`,
});

/** What a client without a good key is told (RFC 9728, section 5.1). */
export const challenge = (publicUrl: string): string =>
  `Bearer realm="astrocal", resource_metadata="${publicUrl}${metadataPath}"`;
