export { type FigureValues, reportFigure } from '../../../../tools/report-figure.ts';
