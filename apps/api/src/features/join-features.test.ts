import { readdirSync } from 'node:fs';
import { messageEvents } from '@astrocal/contract';
import { Type } from 'typebox';
import { describe, expect, it } from 'vitest';
import { declareJob, handleJob } from '../jobs/definition.ts';
import { definePort } from '../lib/port.ts';
import { features } from './index.ts';
import { joinFeatures } from './join-features.ts';

const job = handleJob(
  declareJob({ name: 'a.do', data: Type.Object({}), retryLimit: 0 }),
  async () => undefined,
);
const asked = definePort<() => string>('a.asked');

describe('the list of features', () => {
  it('names each by its folder, and leaves none out', () => {
    const folders = readdirSync(import.meta.dirname, { withFileTypes: true })
      .filter((each) => each.isDirectory())
      .map(({ name }) => name);
    expect(features.map(({ name }) => name).toSorted()).toEqual(folders.toSorted());
  });

  it('tells every event of the contract, each by one feature', () => {
    const told = features.flatMap(({ facts = [] }) => facts.map(({ event }) => event));
    expect(told.toSorted()).toEqual(messageEvents.toSorted());
  });

  it('has jobs named after the feature that does them', () => {
    for (const { name, jobs = [] } of features)
      for (const each of jobs) expect(each.name.split('.')[0]).toBe(name);
  });
});

describe('features together', () => {
  it('reach a later one through the port that it fills', () => {
    const { between } = joinFeatures([{ name: 'a' }, { name: 'b', ports: [asked.filledWith(() => 'by b')] }]);
    expect(between.port(asked)()).toBe('by b');
    expect(() => joinFeatures([{ name: 'a' }]).between.port(asked)).toThrow('No feature fills the port');
  });

  it('may not both have a job, a port or a table of one name', () => {
    const twice = (part: object) => () =>
      joinFeatures([
        { name: 'a', ...part },
        { name: 'b', ...part },
      ]);
    expect(twice({ jobs: [job] })).toThrow('Two features have a job "a.do".');
    expect(twice({ ports: [asked.filledWith(() => '')] })).toThrow('Two features fill the port "a.asked".');
    expect(twice({ tables: ['bookings'] })).toThrow('Two features have a table "bookings".');
    expect(twice({})().owners.size).toBe(0);
  });
});
