import { useEffect, useState } from 'preact/hooks';
import { answer, asApiError, type ApiError, type OrderBody, type OrderPreview } from '../api';
import { useAccountId, useSession } from '../session/SessionContext';

export interface Preview {
  /** What the order would cost; the last answer stays while the next is under way. */
  data: OrderPreview | null;
  error: ApiError | null;
  /** Whether what is known is another order's. */
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
  const [known, setKnown] = useState<{ of: string; data: OrderPreview | null; error: ApiError | null } | null>(null);
  const text = JSON.stringify(body);

  useEffect(() => {
    if (isPaused || body === null) return undefined;
    const outdated = new AbortController();
    const ask = async () => {
      try {
        const call = api.POST('/api/v1/accounts/{accountId}/orders/preview', { params: { path: { accountId } }, body, signal: outdated.signal });
        const data = await answer(call);
        if (!outdated.signal.aborted) setKnown({ of: text, data, error: null });
      } catch (thrown) {
        if (!outdated.signal.aborted) setKnown({ of: text, data: null, error: asApiError(thrown) });
      }
    };
    const timer = setTimeout(() => void ask().catch(() => undefined), stillMs);
    return () => {
      clearTimeout(timer);
      outdated.abort();
    };
  }, [api, accountId, text, isPaused]);

  if (body === null) return { data: null, error: null, isLoading: false };
  return { data: known?.data ?? null, error: known?.error ?? null, isLoading: known?.of !== text };
}
