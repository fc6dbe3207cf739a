import { readFileSync } from 'node:fs';
import { lookCss } from '@astrocal/look';
import { type StaticFile, staticFile } from './static-file.ts';

/** A style sheet as it is sent: the values of the look, then these files. */
export const styleSheet = (...files: readonly URL[]): StaticFile =>
  staticFile(
    'text/css; charset=utf-8',
    [lookCss(), ...files.map((file) => readFileSync(file, 'utf8'))].join('\n'),
  );
