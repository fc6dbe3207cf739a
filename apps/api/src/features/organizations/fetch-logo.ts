import { createHash } from 'node:crypto';
import type { Deps } from '../../deps.ts';
import { invalid } from '../../lib/api-error.ts';
import { OutboundError, type OutboundFile } from '../../providers/outbound/index.ts';
import { type LogoType, logoTypeOf, mostLogoBytes } from './logo-rules.ts';

/** A picture as it is kept. */
export interface Logo {
  readonly type: LogoType;
  readonly content: Uint8Array;
  /** A hash of the content. */
  readonly version: string;
}

const refused = (message: string) => invalid({ path: 'body.logo_url', message });

/** Gets the picture at an address, by the guarded way out. Throws `validation_error` with what is wrong with it. */
export async function fetchLogo({ outbound }: Pick<Deps, 'outbound'>, url: string): Promise<Logo> {
  const { status, body } = await answerOf(outbound.fetchFile({ url, maxBytes: mostLogoBytes }));
  if (status >= 300 && status < 400)
    throw refused(`leads elsewhere (it answered ${status}): give the address of the picture itself`);
  if (status !== 200) throw refused(`answered ${status} in place of a picture`);
  if (body.truncated) throw refused(`is a picture of more than ${mostLogoBytes / 1000} kB`);
  const type = logoTypeOf(body.bytes);
  if (type === null) throw refused('is no picture in PNG, JPEG or WebP');
  const version = createHash('sha256').update(body.bytes).digest('base64url').slice(0, 22);
  return { type, content: body.bytes, version };
}

async function answerOf(asked: Promise<OutboundFile>): Promise<OutboundFile> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof OutboundError) throw refused(`could not be fetched. ${error.message}`);
    throw error;
  }
}
