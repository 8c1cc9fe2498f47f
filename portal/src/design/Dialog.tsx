import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { Icon } from './Icon';

interface Props {
  title: string;
  onClose: () => void;
  size?: 'normal' | 'wide';
  children: ComponentChildren;
  /** Buttons, at the end and always in sight. */
  footer?: ComponentChildren;
}

/** The browser's own modal dialog while it is rendered: the focus stays inside, Escape closes it, and the focus goes back to where it came from. */
export function Dialog({ title, onClose, size = 'normal', children, footer }: Props): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();

  useEffect(() => {
    const opener = document.activeElement;
    dialog.current?.showModal();
    heading.current?.focus();
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);

  return (
    <dialog
      ref={dialog}
      class={`dialog dialog-${size}`}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header class="dialog-header">
        <h2 id={id} ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <button type="button" class="icon-button" aria-label="Close" onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <div class="dialog-body">{children}</div>
      {footer !== undefined && <footer class="dialog-footer">{footer}</footer>}
    </dialog>
  );
}
