import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { ErrorBoundary, Route, Router, useLocation } from 'preact-iso';
import { Icon } from '../design/Icon';
import { EmptyState } from '../design/states';
import { useSession } from '../session/SessionContext';
import { Brand } from './Brand';
import { Navigation } from './Navigation';
import { Page } from './Page';
import { accountPages, operatorPages, type PageEntry } from './pages';
import { SideEnd } from './SideEnd';

/** Everything around the pages. */
export function Shell(): JSX.Element {
  const side = useRef<HTMLElement>(null);
  const { role } = useSession();
  const main = useRef<HTMLElement>(null);
  const closeMenu = () => {
    if (side.current?.matches(':popover-open')) side.current.hidePopover();
  };
  return (
    <div class="shell">
      <a
        class="skip-link"
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        Skip to the page
      </a>
      <header class="top">
        <Brand />
        <button type="button" class="icon-button" aria-label="Menu" popovertarget="side">
          <Icon name="menu" size={22} />
        </button>
      </header>
      <aside class="side" id="side" ref={side} popover="auto" aria-label="Billing">
        <Brand />
        <Navigation />
        <SideEnd />
      </aside>
      <main class="main" id="main" ref={main} tabIndex={-1}>
        <ErrorBoundary>
          <Router onRouteChange={closeMenu}>
            {/* One list of routes: the router looks at its direct children. */}
            {accountPages.flatMap((page) => [
              <Route key={page.path} path={`/${page.path}`} component={role === 'operator' ? NotHere : page.component} />,
              <Route key={`other-${page.path}`} path={`/accounts/:accountId/${page.path}`} component={page.component} />,
            ])}
            {operatorPages.map((page: PageEntry) => (
              <Route key={`operator-${page.path}`} path={`/${page.path}`} component={role === 'operator' ? page.component : NotHere} />
            ))}
            <Route path="/" component={Home} />
            <Route default component={NotHere} />
          </Router>
        </ErrorBoundary>
      </main>
    </div>
  );
}

/** `/` is the first page of one's role. */
function Home(): JSX.Element {
  const { role } = useSession();
  const { route } = useLocation();
  const first = role === 'operator' ? operatorPages[0] : accountPages[0];
  if (first !== undefined) queueMicrotask(() => route(`/${first.path}`, true));
  return <></>;
}

function NotHere(): JSX.Element {
  return (
    <Page title="Not found">
      <EmptyState icon="info" title="There is no such page" action={<a href="/">Go to the start</a>} />
    </Page>
  );
}
