import type { PathsWithMethod, SuccessResponse } from 'openapi-typescript-helpers';
import { useEffect, useMemo, useReducer } from 'preact/hooks';
import { useSession } from '../session/SessionContext';
import { answer, type Api } from './client';
import type { Known } from './cache';
import type { paths } from './generated/schema';

export type GetPath = PathsWithMethod<paths, 'get'>;
type Operation<Path extends GetPath> = paths[Path] extends { get: infer Get } ? Get : never;
type Part<Path extends GetPath, Name extends string> =
  Operation<Path> extends { parameters: infer Parameters } ? (Name extends keyof Parameters ? NonNullable<Parameters[Name]> : never) : never;

/** What an operation needs: `{ path: { accountId }, query: { limit } }`. */
export type Params<Path extends GetPath> = ([Part<Path, 'path'>] extends [never] ? { path?: never } : { path: Part<Path, 'path'> }) & {
  query?: Part<Path, 'query'>;
};

type Responses<Path extends GetPath> = Operation<Path> extends { responses: infer R extends Record<string | number, unknown> } ? R : never;

/** What an operation answers in JSON. */
export type Body<Path extends GetPath> = SuccessResponse<Responses<Path>, 'application/json'>;

export interface Query<Data> extends Known<Data> {
  reload: () => void;
}

export interface QueryOptions {
  /** Asks again after this many milliseconds, over and over, while the page is shown. */
  pollMs?: number | undefined;
}

/** The only place where the types of a path that is not known yet meet the client's. */
function fetchJson<Path extends GetPath>(api: Api, path: Path, params: Params<Path>): Promise<Body<Path>> {
  const get = api.GET as unknown as (path: Path, init: object) => Promise<{ data?: Body<Path>; error?: unknown; response: Response }>;
  return answer(get(path, { params }));
}

/** A GET of the API, shared by all who ask for the same; null params ask for nothing yet. */
export function useGet<Path extends GetPath>(path: Path, params: Params<Path> | null, { pollMs }: QueryOptions = {}): Query<Body<Path>> {
  const { api, cache } = useSession();
  const [, rerender] = useReducer<number, void>((count) => count + 1, 0);
  const key = params === null ? null : `${path} ${JSON.stringify(params)}`;

  useEffect(
    () =>
      key === null || params === null
        ? undefined
        : cache.watch(
            key,
            () => fetchJson(api, path, params),
            () => rerender(),
          ),
    [cache, key],
  );
  useEffect(() => {
    if (key === null || pollMs === undefined) return undefined;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void cache.reload(key);
    }, pollMs);
    return () => clearInterval(timer);
  }, [cache, key, pollMs]);

  const reload = useMemo(() => () => void (key !== null && cache.reload(key)), [cache, key]);
  const known: Known<Body<Path>> = key === null ? { data: null, error: null, isLoading: false } : cache.read(key);
  return { ...known, reload };
}
