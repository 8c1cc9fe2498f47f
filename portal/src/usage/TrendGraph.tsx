import 'uplot/dist/uPlot.min.css';
import type { JSX, TargetedPointerEvent } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type uPlot from 'uplot';
import { momentFormat } from './moments';
import { drawTrends, fit, moveTo, type PlotData } from './plot';
import { TrendTip } from './TrendTip';

const page = 7;

/** The trends as a graph. What the pointer shows, touch and the arrow keys show too, and a screen reader says: the graph is a slider over its points. */
export function TrendGraph({ points, series, zone, byHour }: PlotData): JSX.Element {
  const root = useRef<HTMLDivElement>(null);
  const [plot, setPlot] = useState<uPlot | null>(null);
  const [at, setAt] = useState<number | null>(null);
  const format = useMemo(() => momentFormat(zone, byHour), [zone, byHour]);
  const last = points.length - 1;

  useEffect(() => {
    const drawn = drawTrends(root.current!, { points, series, zone, byHour }, setAt);
    setPlot(drawn);
    const unwatch = watchLooks(root.current!, drawn);
    return () => {
      unwatch();
      setAt(null);
      drawn.destroy();
    };
  }, [points, series, zone, byHour]);

  const show = (index: number) => moveTo(plot!, Math.min(Math.max(index, 0), last));
  const onKeyDown = (event: KeyboardEvent) => {
    const to = event.key === 'Escape' ? null : target(event.key, at ?? last, last);
    if (to !== undefined) {
      event.preventDefault();
      to === null ? moveTo(plot!, null) : show(to);
    }
  };
  // The plot itself hears the mouse only.
  const onTouch = (event: TargetedPointerEvent<HTMLElement>) => {
    if (event.pointerType !== 'mouse') {
      show(Math.round(plot!.posToVal(event.clientX - plot!.over.getBoundingClientRect().left, 'x')));
    }
  };
  const words = (index: number) => [format.full(points[index]!.start), ...series.map(({ id, label }) => `${label}: ${points[index]![id] ?? 0}`)].join(', ');

  return (
    <figure class="trend-graph">
      <div
        ref={root}
        class="trend-plot"
        role="slider"
        tabIndex={0}
        aria-label="Usage over time"
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={at ?? last}
        aria-valuetext={words(at ?? last)}
        onKeyDown={onKeyDown}
        onPointerDown={onTouch}
        onPointerMove={onTouch}
        onFocus={() => at === null && plot && show(last)}
        onBlur={() => plot && moveTo(plot, null)}
      >
        {at !== null && plot && points[at] && <TrendTip plot={plot} index={at} point={points[at]} series={series} title={format.full(points[at].start)} />}
      </div>
      <figcaption>Move along the graph with the pointer, a finger or the arrow keys.</figcaption>
    </figure>
  );
}

/** Where a key leads to; undefined where it leads nowhere. */
function target(key: string, from: number, last: number): number | undefined {
  const targets: Record<string, number> = {
    ArrowLeft: from - 1,
    ArrowDown: from - 1,
    ArrowRight: from + 1,
    ArrowUp: from + 1,
    PageDown: from - page,
    PageUp: from + page,
    Home: 0,
    End: last,
  };
  return targets[key];
}

/** Draws again in another width, and in the colours of another theme. */
function watchLooks(root: HTMLElement, plot: uPlot): () => void {
  const redraw = () => plot.redraw();
  const size = new ResizeObserver(() => fit(plot, root.clientWidth));
  size.observe(root);
  const scheme = matchMedia('(prefers-color-scheme: dark)');
  scheme.addEventListener('change', redraw);
  addEventListener('themechange', redraw);
  return () => {
    size.disconnect();
    scheme.removeEventListener('change', redraw);
    removeEventListener('themechange', redraw);
  };
}
