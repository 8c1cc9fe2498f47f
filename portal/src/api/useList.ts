import { useEffect, useState } from 'preact/hooks';
import { useSession } from '../session/SessionContext';
import { answer } from './client';
import { asApiError, type ApiError } from './problem';
import { useGet, type Body, type GetPath, type Params, type Query } from './useGet';

type Item<Path extends GetPath> = Body<Path> extends { items: (infer One)[] } ? One : never;

export interface List<Data> extends Query<Data[]> {
  hasMore: boolean;
  isLoadingMore: boolean;
  loadMore: () => void;
}

interface Page<One> {
  items: One[];
  nextCursor: string | null;
}

/** A list of the API, page after page. The first page is the shared answer of `useGet`; when it changes, the pages after it are dropped. */
export function useList<Path extends GetPath>(path: Path, params: Params<Path> | null): List<Item<Path>> {
  const { api } = useSession();
  const query = useGet(path, params);
  const first = query.data as Page<Item<Path>> | null;
  const [later, setLater] = useState<{ after: typeof first; pages: Page<Item<Path>>[] }>({ after: null, pages: [] });
  const [more, setMore] = useState<{ isLoading: boolean; error: ApiError | null }>({ isLoading: false, error: null });
  const pages = first === null ? [] : later.after === first ? [first, ...later.pages] : [first];
  const cursor = pages.at(-1)?.nextCursor ?? null;

  useEffect(() => setMore({ isLoading: false, error: null }), [first]);

  const loadMore = async () => {
    setMore({ isLoading: true, error: null });
    try {
      const get = api.GET as unknown as (path: Path, init: object) => Promise<{ data?: Page<Item<Path>>; error?: unknown; response: Response }>;
      const page = await answer(get(path, { params: { ...params, query: { ...(params?.query as object | undefined), cursor } } }));
      setLater({ after: first, pages: [...pages.slice(1), page] });
      setMore({ isLoading: false, error: null });
    } catch (error) {
      setMore({ isLoading: false, error: asApiError(error) });
    }
  };

  return {
    ...query,
    data: first === null ? null : pages.flatMap((page) => page.items),
    error: query.error ?? more.error,
    hasMore: cursor !== null,
    isLoadingMore: more.isLoading,
    loadMore: () => void loadMore().catch(() => undefined),
  };
}
