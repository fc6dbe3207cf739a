import { bookingCancelled } from '../../../src/features/bookings/index.ts';
import type { Feature } from '../../../src/features/feature.ts';
import { when } from '../../../src/features/when.ts';
import { forgetFarewells } from './forget-farewells.ts';
import { bidFarewell } from './reactions.ts';
import { mountFarewells } from './routes.ts';
import { sayFarewell } from './say.ts';

export const farewells: Feature = {
  name: 'farewells',
  tables: ['farewells'],
  mount: mountFarewells,
  attempts: [sayFarewell],
  reactions: [when([bookingCancelled], bidFarewell)],
  forget: forgetFarewells,
};
