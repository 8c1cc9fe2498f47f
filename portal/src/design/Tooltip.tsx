import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';
import { Icon } from './Icon';

/** A word of explanation behind a small button: it opens by press or key, closes by Escape, and never hides what it explains. */
export function Tooltip({ about, children }: { about: string; children: ComponentChildren }): JSX.Element {
  const id = useId();
  return (
    <>
      <button type="button" class="tooltip-button" aria-label={`About ${about}`} popovertarget={id}>
        <Icon name="info" size={16} />
      </button>
      <span id={id} class="tooltip" popover="auto">
        {children}
      </span>
    </>
  );
}
