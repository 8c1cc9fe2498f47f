import type { JSX } from 'preact';
import { Button } from '../design/Button';
import { EmptyState } from '../design/states';
import { Page } from './Page';

/** In the place of a page whose file did not come: the network failed, or the portal was replaced by a newer one since it was opened. */
export function NotLoaded(): JSX.Element {
  return (
    <Page title="Not loaded">
      <EmptyState icon="warning" title="This page could not be loaded" action={<Button onClick={() => location.reload()}>Load again</Button>}>
        The network failed, or there is a newer version.
      </EmptyState>
    </Page>
  );
}
