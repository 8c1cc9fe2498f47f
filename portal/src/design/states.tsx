import type { ComponentChildren, JSX } from 'preact';
import type { ApiError } from '../api/problem';
import type { Query } from '../api/useGet';
import { Button } from './Button';
import { Notice } from './Card';
import { Icon, type IconName } from './Icon';

/** Grey lines where words will be. */
export function Skeleton({ lines = 3 }: { lines?: number }): JSX.Element {
  return (
    <div class="skeleton" aria-busy="true">
      <span class="visually-hidden">Loading…</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} class="skeleton-line" aria-hidden="true" />
      ))}
    </div>
  );
}

interface ErrorProps {
  error: ApiError | null;
  onRetry?: (() => void) | undefined;
  /** JSON pointers of what was entered: faults there are told at their fields. */
  fields?: readonly string[];
}

/** What went wrong, in the API's words. */
export function ErrorNotice({ error, onRetry, fields = [] }: ErrorProps): JSX.Element | null {
  if (error === null) return null;
  const { title, detail, errors = [] } = error.problem;
  const rest = errors.filter(({ pointer }) => !fields.some((field) => pointer === field || pointer.startsWith(`${field}/`)));
  return (
    <Notice tone="danger" title={title} actions={onRetry && <Button onClick={onRetry}>Try again</Button>}>
      {errors.length === 0 && <p>{detail}</p>}
      {rest.length < errors.length && <p>See what is marked.</p>}
      {rest.length > 0 && (
        <ul class="plain-list">
          {rest.map((fault) => (
            <li key={fault.pointer}>
              <code>{fault.pointer}</code> {fault.detail}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}

interface LoadedProps<Data> {
  query: Query<Data>;
  lines?: number | undefined;
  children: (data: Data) => ComponentChildren;
}

/** What an answer is shown as: grey lines until it is there, what went wrong where it did not come, and then the answer, also while it is asked for again. */
export function Loaded<Data>({ query, lines, children }: LoadedProps<Data>): JSX.Element {
  if (query.data !== null) {
    return (
      <>
        {query.error !== null && <ErrorNotice error={query.error} onRetry={query.reload} />}
        {children(query.data)}
      </>
    );
  }
  return query.error === null ? <Skeleton lines={lines ?? 3} /> : <ErrorNotice error={query.error} onRetry={query.reload} />;
}

/** Nothing yet, and what would change that. */
export function EmptyState({
  icon,
  title,
  action,
  children,
}: {
  icon: IconName;
  title: string;
  action?: ComponentChildren;
  children?: ComponentChildren;
}): JSX.Element {
  return (
    <div class="empty">
      <span class="empty-icon">
        <Icon name={icon} size={24} />
      </span>
      <p class="empty-title">{title}</p>
      {children !== undefined && <p class="muted">{children}</p>}
      {action}
    </div>
  );
}
