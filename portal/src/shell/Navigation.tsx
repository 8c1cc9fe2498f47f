import type { JSX } from 'preact';
import { useLocation } from 'preact-iso';
import { Icon } from '../design/Icon';
import { useSession } from '../session/SessionContext';
import { accountPages, operatorPages, type PageEntry } from './pages';

/** The pages of one's role; an operator who looks at an account sees that account's pages too. */
export function Navigation(): JSX.Element {
  const { role } = useSession();
  const { path } = useLocation();
  const looksAt = /^\/accounts\/([^/]+)\//.exec(path)?.[1];
  return (
    <nav class="nav" aria-label="Pages">
      {role === 'operator' ? <Group title="Back office" pages={operatorPages} base="/" path={path} /> : <Group pages={accountPages} base="/" path={path} />}
      {role === 'operator' && looksAt !== undefined && (
        <Group title={decodeURIComponent(looksAt)} pages={accountPages} base={`/accounts/${looksAt}/`} path={path} />
      )}
    </nav>
  );
}

function Group({ title, pages, base, path }: { title?: string; pages: readonly PageEntry[]; base: string; path: string }): JSX.Element {
  return (
    <div>
      {title !== undefined && <h2>{title}</h2>}
      <ul>
        {pages.map((page) => (
          <li key={page.path}>
            <a href={`${base}${page.path}`} aria-current={path.replace(/\/$/, '') === `${base}${page.path}` ? 'page' : undefined}>
              <Icon name={page.icon} />
              {page.label}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
