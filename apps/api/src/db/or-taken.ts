import { ApiError } from '../lib/api-error.ts';
import { constraintOf } from './sqlstate.ts';

/** Waits for a write; where one of these constraints refuses it, that becomes `conflict` with its sentence. */
export async function orTaken<T>(write: Promise<T>, sentences: Readonly<Record<string, string>>): Promise<T> {
  try {
    return await write;
  } catch (error) {
    const sentence = sentences[constraintOf(error) ?? ''];
    throw sentence === undefined ? error : new ApiError('conflict', sentence);
  }
}
