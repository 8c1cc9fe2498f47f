import { useSession } from '../session/SessionContext';
import { useState } from 'preact/hooks';
import { answer } from './client';
import { asApiError, type ApiError } from './problem';
import { saveFile } from './saveFile';
import type { GetPath, Params } from './useGet';

export interface Download {
  save: () => Promise<void>;
  isBusy: boolean;
  error: ApiError | null;
}

/** A file of the API, which the browser saves. */
export function useDownload<Path extends GetPath>(path: Path, params: Params<Path>, name: string): Download {
  const { api } = useSession();
  const [state, setState] = useState<{ isBusy: boolean; error: ApiError | null }>({ isBusy: false, error: null });

  const save = async () => {
    setState({ isBusy: true, error: null });
    try {
      const get = api.GET as unknown as (path: Path, init: object) => Promise<{ data?: unknown; error?: unknown; response: Response }>;
      const call = get(path, { params, parseAs: 'stream' });
      await answer(call);
      await saveFile((await call).response, name);
      setState({ isBusy: false, error: null });
    } catch (thrown) {
      setState({ isBusy: false, error: asApiError(thrown) });
    }
  };

  return { save, ...state };
}
