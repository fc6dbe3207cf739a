import { Type } from 'typebox';
import { oneOf } from '../fields.ts';
import { operation } from '../operation.ts';
import { Usage, UsageSummary, usageExample, usagePeriods, usageSummaryExample } from '../resources/usage.ts';

export const getUsage = operation({
  method: 'GET',
  path: '/v1/usage',
  operationId: 'getUsage',
  sdk: 'usage.get',
  tag: 'Usage',
  summary: 'Read limits and what is used of them',
  description: 'Not counted itself. Calls that other server processes answered show within five seconds.',
  access: 'key',
  permission: 'usage.read',
  uncounted: true,
  answers: { 200: { description: 'Limits and usage of today.', body: Usage, example: usageExample } },
});

export const getUsageSummary = operation({
  method: 'GET',
  path: '/v1/usage/summary',
  operationId: 'getUsageSummary',
  sdk: 'usage.summary',
  tag: 'Usage',
  summary: 'Read the usage of the last days',
  description: 'Of the organization, in the mode of the key. Not counted itself.',
  access: 'key',
  permission: 'usage.read',
  uncounted: true,
  query: Type.Object({
    period: Type.Optional(
      oneOf(usagePeriods, { default: '30d', description: 'The last 7 or 30 days in UTC, today among them.' }),
    ),
  }),
  answers: {
    200: { description: 'What happened in the period.', body: UsageSummary, example: usageSummaryExample },
  },
});
