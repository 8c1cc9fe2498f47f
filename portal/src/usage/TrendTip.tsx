import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type uPlot from 'uplot';
import type { TrendPoint } from '../api';
import { formatNumber } from '../design/format';
import type { Series } from './series';
import { Stroke } from './TrendTotals';

const gap = 14;
/** A narrower plot would disappear behind it. */
const roomBeside = 480;

interface Tip {
  plot: uPlot;
  index: number;
  point: TrendPoint;
  series: readonly Series[];
  title: string;
}

/**
 * What one point tells: to its right, to its left where it would not fit, and above the plot where that is narrow. A screen reader has it from the slider.
 */
export function TrendTip({ plot, index, point, series, title }: Tip): JSX.Element {
  const tip = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const [place, { offsetLeft, offsetTop, offsetWidth }] = [plot.valToPos(index, 'x'), plot.over];
    const { offsetWidth: width, offsetHeight: height, style } = tip.current!;
    const left = place + gap + width <= offsetWidth ? place + gap : Math.max(0, place - gap - width);
    const top = offsetWidth < roomBeside ? offsetTop - height : offsetTop + gap;
    style.transform = `translate(${offsetLeft + left}px, ${top}px)`;
  });
  return (
    <div ref={tip} class="trend-tip" aria-hidden="true">
      <strong>{title}</strong>
      {series.map((one) => (
        <div key={one.id}>
          <Stroke series={one} />
          <span>{one.label}</span>
          <b>{formatNumber(point[one.id] ?? 0)}</b>
        </div>
      ))}
    </div>
  );
}
