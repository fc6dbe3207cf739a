import { Type } from 'typebox';
import { operation } from '../../../../../packages/contract/src/operation.ts';

const Farewell = Type.Object({
  id: Type.String(),
  organization_id: Type.String(),
  is_test: Type.Boolean(),
  booking_id: Type.String(),
  status: Type.String(),
  said_at: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
});

const example = {
  id: 'fwl_01jz5x8k3mqv7e2n4r6t8w9y0a',
  organization_id: 'org_01jz5x8k3mqv7e2n4r6t8w9y0a',
  is_test: true,
  booking_id: 'bkg_01jz5x8k3mqv7e2n4r6t8w9y0a',
  status: 'said',
  said_at: '2026-06-15T14:00:00Z',
};

/** The record from which router, document and suites are made. A real one stands in packages/contract. */
export const listFarewells = operation({
  method: 'GET',
  path: '/v1/farewells',
  operationId: 'listFarewells',
  sdk: 'farewells.list',
  tag: 'Bookings',
  summary: 'List farewells',
  access: 'key',
  permission: 'bookings.read',
  answers: {
    200: {
      description: 'The newest hundred, newest first.',
      body: Type.Object({ data: Type.Array(Farewell) }),
      example: { data: [example] },
    },
  },
});
