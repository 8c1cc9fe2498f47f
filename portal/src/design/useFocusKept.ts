import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** Where a change took away what had the focus, the focus goes to this element, so that a keyboard goes on from there and what is new is read. */
export function useFocusKept<Kept extends HTMLElement>(change: unknown): RefObject<Kept | null> {
  const kept = useRef<Kept>(null);
  const isFirst = useRef(true);
  useEffect(() => {
    const focused = document.activeElement;
    const isLost = focused === null || focused === document.body || focused instanceof HTMLDialogElement;
    if (!isFirst.current && isLost) kept.current?.focus();
    isFirst.current = false;
  }, [change]);
  return kept;
}
