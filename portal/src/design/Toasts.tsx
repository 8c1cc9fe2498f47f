import { createContext, type ComponentChildren, type JSX } from 'preact';
import { useCallback, useContext, useRef, useState } from 'preact/hooks';

const TellContext = createContext<(words: string) => void>(() => undefined);

/** Says that something was done, to those who look and to those who listen. */
export function useTell(): (words: string) => void {
  return useContext(TellContext);
}

const shownMs = 6_000;

export function Toasts({ children }: { children: ComponentChildren }): JSX.Element {
  const [toasts, setToasts] = useState<{ id: number; words: string }[]>([]);
  const last = useRef(0);
  const tell = useCallback((words: string) => {
    const id = ++last.current;
    setToasts((shown) => [...shown.slice(-2), { id, words }]);
    setTimeout(() => setToasts((shown) => shown.filter((toast) => toast.id !== id)), shownMs);
  }, []);
  return (
    <TellContext.Provider value={tell}>
      {children}
      <div class="toasts" role="status">
        {toasts.map((toast) => (
          <p key={toast.id} class="toast">
            {toast.words}
          </p>
        ))}
      </div>
    </TellContext.Provider>
  );
}
