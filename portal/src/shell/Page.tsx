import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface Props {
  title: string;
  description?: ComponentChildren;
  actions?: ComponentChildren;
  children: ComponentChildren;
}

/** A page's frame: its title at the top, in the window's name, and with the focus after one has come here by a link. */
export function Page({ title, description, actions, children }: Props): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Billing`;
  }, [title]);
  useEffect(() => {
    // Whoever has just come to the portal has done nothing here yet, and begins where the browser begins.
    if (!navigator.userActivation.hasBeenActive) return;
    scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <>
      <header class="page-header">
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {description !== undefined && <p class="muted">{description}</p>}
        </div>
        {actions !== undefined && <div class="actions">{actions}</div>}
      </header>
      <div class="stack">{children}</div>
    </>
  );
}
