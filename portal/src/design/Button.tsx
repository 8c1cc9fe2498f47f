import type { ComponentChildren, JSX } from 'preact';

type Variant = 'primary' | 'secondary' | 'quiet' | 'danger';

interface Props extends JSX.ButtonHTMLAttributes<HTMLButtonElement> {
  variant?: Variant;
  size?: 'normal' | 'small';
  /** It was pressed, and its work is under way: it stays where it is, keeps the focus, and takes no second press. */
  isBusy?: boolean;
  children?: ComponentChildren;
}

export function Button({ variant = 'secondary', size = 'normal', isBusy = false, onClick, type = 'button', children, ...rest }: Props): JSX.Element {
  return (
    <button
      {...rest}
      type={type}
      class={`button button-${variant} button-${size}`}
      aria-disabled={isBusy || undefined}
      data-busy={isBusy || undefined}
      onClick={(event) => {
        if (isBusy) event.preventDefault();
        else onClick?.call(event.currentTarget, event);
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
