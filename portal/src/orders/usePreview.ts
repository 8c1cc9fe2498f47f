import { useEffect, useState } from 'preact/hooks';
import { answer, asApiError, type ApiError, type OrderBody, type OrderPreview } from '../api';
import { useAccountId, useSession } from '../session/SessionContext';

export interface Preview {
  /** What the order would cost; the last answer stays while the next is under way. */
  data: OrderPreview | null;
  error: ApiError | null;
  isLoading: boolean;
}

/** So long nothing more may have been changed before it is asked for. */
const stillMs = 250;

/**
 * What an order would cost, asked for whenever the order changes; null asks for nothing.
 * @param isPaused While the order itself is being placed, its price is not asked for: it would be another's by then.
 */
export function usePreview(body: OrderBody | null, isPaused: boolean): Preview {
  const { api } = useSession();
  const accountId = useAccountId();
  const [preview, setPreview] = useState<Preview>({ data: null, error: null, isLoading: true });
  const text = JSON.stringify(body);

  useEffect(() => {
    if (isPaused) return undefined;
    if (body === null) {
      setPreview({ data: null, error: null, isLoading: false });
      return undefined;
    }
    const outdated = new AbortController();
    setPreview((last) => ({ ...last, isLoading: true }));
    const ask = async () => {
      try {
        const call = api.POST('/api/v1/accounts/{accountId}/orders/preview', { params: { path: { accountId } }, body, signal: outdated.signal });
        const data = await answer(call);
        if (!outdated.signal.aborted) setPreview({ data, error: null, isLoading: false });
      } catch (thrown) {
        if (!outdated.signal.aborted) setPreview({ data: null, error: asApiError(thrown), isLoading: false });
      }
    };
    const timer = setTimeout(() => void ask().catch(() => undefined), stillMs);
    return () => {
      clearTimeout(timer);
      outdated.abort();
    };
  }, [api, accountId, text, isPaused]);

  return preview;
}
