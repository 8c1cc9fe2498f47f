import { useLocation } from 'preact-iso';
import { rangeOf, searchOf, type Range } from './range';

/** By what AI usage is summed. */
export const groupings = [
  { id: 'feature', label: 'Feature' },
  { id: 'app', label: 'App' },
  { id: 'channel', label: 'Channel' },
  { id: 'day', label: 'Day' },
] as const;

export type Grouping = (typeof groupings)[number]['id'];

export const views = [
  { id: 'graph', label: 'Graph' },
  { id: 'table', label: 'Table' },
] as const;

export type View = (typeof views)[number]['id'];

/** What the page shows. It is in the address, so that a link and the back button lead to it. */
export interface UsageAddress {
  range: Range;
  /** Null: all apps. */
  app: string | null;
  view: View;
  groupBy: Grouping;
}

function readAddress(search: URLSearchParams): UsageAddress {
  return {
    range: rangeOf(search),
    app: search.get('app') || null,
    view: views.find(({ id }) => id === search.get('view'))?.id ?? 'graph',
    groupBy: groupings.find(({ id }) => id === search.get('by'))?.id ?? 'feature',
  };
}

/** What says the same as the default is left out. */
function writeAddress({ range, app, view, groupBy }: UsageAddress): string {
  const search = new URLSearchParams({
    ...searchOf(range),
    ...(app && { app }),
    ...(view !== 'graph' && { view }),
    ...(groupBy !== 'feature' && { by: groupBy }),
  });
  return `?${search}`;
}

/** The page's state, and how to change a part of it. Dates that are being typed replace the entry of the history, everything else adds one. */
export function useUsageAddress(): [UsageAddress, (change: Partial<UsageAddress>, replace?: boolean) => void] {
  const { path, query, route } = useLocation();
  const address = readAddress(new URLSearchParams(query));
  return [address, (change, replace = false) => route(path + writeAddress({ ...address, ...change }), replace)];
}
