import type { ComponentChildren, JSX } from 'preact';

type Variant = 'primary' | 'secondary' | 'quiet' | 'danger';

interface Props {
  variant?: Variant;
  size?: 'normal' | 'small';
  type?: 'button' | 'submit';
  /** Of a button that submits a form around which it does not stand. */
  form?: string;
  disabled?: boolean;
  /** It was pressed, and its work is under way: it stays where it is, keeps the focus, and takes no second press. */
  isBusy?: boolean;
  'aria-label'?: string;
  'aria-haspopup'?: 'dialog';
  onClick?: () => void;
  children: ComponentChildren;
}

export function Button({ variant = 'secondary', size = 'normal', type = 'button', isBusy = false, onClick, children, ...rest }: Props): JSX.Element {
  return (
    <button
      {...rest}
      type={type}
      class={`button button-${variant} button-${size}`}
      aria-disabled={isBusy || undefined}
      data-busy={isBusy || undefined}
      onClick={(event) => {
        if (isBusy) event.preventDefault();
        else onClick?.();
      }}
    >
      {children}
    </button>
  );
}

export function LinkButton({ variant = 'secondary', href, children }: { variant?: Variant; href: string; children: ComponentChildren }): JSX.Element {
  return (
    <a class={`button button-${variant} button-normal`} href={href}>
      {children}
    </a>
  );
}
