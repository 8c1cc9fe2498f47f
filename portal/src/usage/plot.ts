import uPlot from 'uplot';
import type { TrendPoint } from '../api';
import { formatNumber } from '../design/format';
import { colourOf } from '../design/theme';
import { momentFormat } from './moments';
import type { Series } from './series';
import { ticksOf } from './ticks';

const labelWidth = 64;
/** Where it is narrower, the axes go without titles: the legend has them too. */
const roomForTitles = 560;
/** What is closer together would run into one another. */
const roomForMarker = 14;
const height = 300;

export interface PlotData {
  points: readonly TrendPoint[];
  series: readonly Series[];
  zone: string;
  byHour: boolean;
}

/**
 * Draws trends into an element. The x axis counts points, so that every day is as wide as the next, also where clocks change.
 * @param onPoint Told which point the pointer or the key has reached; null: none.
 */
export function drawTrends(root: HTMLElement, data: PlotData, onPoint: (index: number | null) => void): uPlot {
  const { points, series } = data;
  const columns = [points.map((_, index) => index), ...series.map(({ id }) => points.map((point) => point[id] ?? null))];
  const line = (one: Series): uPlot.Series => ({
    label: one.label,
    scale: one.axis,
    stroke: () => colourOf(one.colour),
    width: 2,
    dash: one.dash,
    ...(one.id === 'billingSessions' && { fill: () => colourOf('--chart-1-area') }),
    ...(one.axis === 'agents' && { paths: uPlot.paths.stepped!({ align: 1 }) }),
    points: { show: one.axis === 'sessions' && points.length * roomForMarker <= root.clientWidth, size: 6, fill: () => colourOf(one.colour) },
  });
  const options: uPlot.Options = {
    width: root.clientWidth,
    height,
    // Half of the last label stands beyond the last point; an axis at the right has room for it.
    padding: [12, series.some(({ axis }) => axis === 'agents') ? 0 : 24, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 10 } },
    scales: {
      x: { time: false, range: (_, min, max) => (min === max ? [min - 1, max + 1] : [min, max]) },
      sessions: { range: fromZero },
      agents: { range: fromZero },
    },
    axes: axesOf(data, getComputedStyle(root).fontFamily, root.clientWidth >= roomForTitles),
    series: [{}, ...series.map(line)],
    hooks: { setCursor: [(plot) => onPoint(plot.cursor.idx ?? null)] },
  };
  return new uPlot(options, columns as uPlot.AlignedData, root);
}

/** Moves the cursor to a point, as a pointer would. */
export function moveTo(plot: uPlot, index: number | null) {
  plot.setCursor(index === null ? { left: -10, top: -10 } : { left: plot.valToPos(index, 'x'), top: 0 });
}

/** Redraws in the width that there is now. */
export function fit(plot: uPlot, width: number) {
  plot.setSize({ width, height });
}

function axesOf({ points, series, zone, byHour }: PlotData, fontFamily: string, hasTitles: boolean): uPlot.Axis[] {
  const format = momentFormat(zone, byHour);
  const moments = points.map(({ start }) => format.moment(start));
  const quiet = { stroke: () => colourOf('--text-muted'), font: `12px ${fontFamily}` };
  const counts = (scale: string, side: 1 | 3, label: string): uPlot.Axis => ({
    ...quiet,
    scale,
    side,
    ...(hasTitles && { label, labelSize: 20, labelFont: quiet.font }),
    size: (_, labels) => widthOf(labels),
    incrs: steps,
    grid: { show: side === 3, stroke: () => colourOf('--chart-grid'), width: 1 },
    ticks: { show: false },
    values: (_, splits) => splits.map((value) => formatNumber(value)),
  });
  const time: uPlot.Axis = {
    ...quiet,
    size: 32,
    splits: (plot) => ticksOf(moments, byHour, Math.max(1, Math.floor(plot.width / labelWidth))),
    values: (_, splits) => splits.map((index) => format.tick(points[index]!.start)),
    grid: { show: false },
    ticks: { stroke: () => colourOf('--chart-grid'), size: 5 },
  };
  return [time, counts('sessions', 3, 'Sessions'), ...(series.some(({ axis }) => axis === 'agents') ? [counts('agents', 1, 'Agents')] : [])];
}

/** Whole numbers only: there is no half a session. */
const steps = Array.from({ length: 12 }, (_, power) => [1, 2, 5].map((digit) => digit * 10 ** power)).flat();

function fromZero(_: uPlot, __: number, max: number | null): [number, number] {
  return [0, Math.max(4, (max ?? 0) * 1.1)];
}

/** @param labels Null before there are any. */
function widthOf(labels: string[] | null): number {
  return 16 + 8 * Math.max(2, ...(labels ?? []).map((label) => label.length));
}
