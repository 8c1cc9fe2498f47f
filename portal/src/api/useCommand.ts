import { useRef, useState } from 'preact/hooks';
import { useSession } from '../session/SessionContext';
import type { Api } from './client';
import { asApiError, type ApiError } from './problem';

export interface Command<Input, Output> {
  /** Null where it failed; then `error` says why. */
  run: (input: Input) => Promise<Output | null>;
  isBusy: boolean;
  error: ApiError | null;
  /** Forgets the error. */
  reset: () => void;
}

export interface CommandContext {
  api: Api;
  /** For a POST that creates something: the same while it is unknown what became of the same input, so that a retry creates nothing twice. */
  header: { 'Idempotency-Key': string };
}

/** Something that changes the account. When it has succeeded, everything that is shown is asked for again. */
export function useCommand<Input, Output>(act: (input: Input, context: CommandContext) => Promise<Output>): Command<Input, Output> {
  const { api, cache } = useSession();
  const [state, setState] = useState<{ isBusy: boolean; error: ApiError | null }>({ isBusy: false, error: null });
  const unsettled = useRef<{ input: string; key: string } | null>(null);
  const isRunning = useRef(false);

  const run = async (input: Input): Promise<Output | null> => {
    if (isRunning.current) return null;
    isRunning.current = true;
    setState({ isBusy: true, error: null });
    const text = JSON.stringify(input) ?? '';
    const key = unsettled.current?.input === text ? unsettled.current.key : newKey();
    unsettled.current = { input: text, key };
    try {
      const output = await act(input, { api, header: { 'Idempotency-Key': key } });
      unsettled.current = null;
      await cache.refresh();
      setState({ isBusy: false, error: null });
      return output;
    } catch (thrown) {
      const error = asApiError(thrown);
      if (!error.isUnsettled) unsettled.current = null;
      setState({ isBusy: false, error });
      return null;
    } finally {
      isRunning.current = false;
    }
  };

  return { run, ...state, reset: () => setState({ isBusy: false, error: null }) };
}

/** 128 random bits; `randomUUID` is missing where the page did not come over https. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
