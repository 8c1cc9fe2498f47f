import { useEffect } from 'preact/hooks';
import type { GetPath, Params } from './useGet';
import { useList, type List } from './useList';

/** A whole list of the API, page after page by itself: for lists to choose from. */
export function useAll<Path extends GetPath>(path: Path, params: Params<Path> | null): ReturnType<typeof useList<Path>> {
  const list: List<unknown> = useList(path, params);
  const canGoOn = list.hasMore && !list.isLoadingMore && list.error === null;
  useEffect(() => {
    if (canGoOn) list.loadMore();
  }, [canGoOn, list.data?.length]);
  return list as ReturnType<typeof useList<Path>>;
}
