import type { TrendPoint } from '../api';

export type SeriesId = 'billingSessions' | 'voiceSessions' | 'agentCount';

export interface Series {
  id: SeriesId;
  label: string;
  /** The custom property that holds its colour. */
  colour: `--${string}`;
  /** Lengths of strokes and gaps: what tells the lines apart where colours do not. */
  dash: number[];
  axis: 'sessions' | 'agents';
}

const all: Series[] = [
  { id: 'billingSessions', label: 'Billing sessions', colour: '--chart-1', dash: [], axis: 'sessions' },
  { id: 'voiceSessions', label: 'Voice sessions', colour: '--chart-2', dash: [7, 4], axis: 'sessions' },
  { id: 'agentCount', label: 'Agents', colour: '--chart-3', dash: [2, 3], axis: 'agents' },
];

/** What the points tell: agents only where the account has them counted. */
export function seriesOf(points: readonly TrendPoint[]): Series[] {
  return all.filter(({ id }) => points.some((point) => point[id] != null));
}
