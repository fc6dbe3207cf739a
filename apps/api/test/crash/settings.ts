import { proofSize } from '../../../../packages/scheduling/test/proof-size.ts';
import { seededIntegers } from '../../../../packages/scheduling/test/random.ts';

/** How often each thing is killed, and under how many writers. `ASTROCAL_PROOF_KILLS=20` is the full proof. */
export const kills = proofSize('ASTROCAL_PROOF_KILLS', 2);
export const writers = proofSize('ASTROCAL_PROOF_WRITERS', 32);

/** Chooses what is written and when is killed; how far each request had come by then is the machine's own chance. */
export const seed = proofSize('ASTROCAL_PROOF_SEED', 20_260_601);

/** The same choices for the same seed. */
export const choices = (): ((bound: number) => number) => seededIntegers(seed);
