import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';

interface Props {
  title?: string;
  description?: ComponentChildren;
  /** Buttons beside the title. */
  actions?: ComponentChildren;
  /** Whether its content reaches to the edges, as a table does. */
  isFlush?: boolean;
  children: ComponentChildren;
}

export function Card({ title, description, actions, isFlush = false, children }: Props): JSX.Element {
  const id = useId();
  return (
    <section class={isFlush ? 'card card-flush' : 'card'} aria-labelledby={title === undefined ? undefined : id}>
      {(title !== undefined || actions !== undefined) && (
        <header class="card-header">
          <div>
            {title !== undefined && <h2 id={id}>{title}</h2>}
            {description !== undefined && <p class="muted">{description}</p>}
          </div>
          {actions !== undefined && <div class="actions">{actions}</div>}
        </header>
      )}
      {children}
    </section>
  );
}

export type Tone = 'neutral' | 'positive' | 'info' | 'warning' | 'danger';

/** A state in a word. The word tells it; the colour only helps. */
export function Badge({ tone = 'neutral', children }: { tone?: Tone; children: ComponentChildren }): JSX.Element {
  return <span class={`badge tone-${tone}`}>{children}</span>;
}

interface NoticeProps {
  tone?: Tone;
  title?: ComponentChildren;
  actions?: ComponentChildren;
  children?: ComponentChildren;
}

/** Something that the reader should know or do, in its place on the page. */
export function Notice({ tone = 'info', title, actions, children }: NoticeProps): JSX.Element {
  return (
    <div class={`notice tone-${tone}`} role={tone === 'danger' ? 'alert' : undefined}>
      <div class="notice-words">
        {title !== undefined && <p class="notice-title">{title}</p>}
        {children}
      </div>
      {actions !== undefined && <div class="actions">{actions}</div>}
    </div>
  );
}

/** Names and values. */
export function Facts({ items }: { items: readonly (readonly [name: string, value: ComponentChildren])[] }): JSX.Element {
  return (
    <dl class="facts">
      {items.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
