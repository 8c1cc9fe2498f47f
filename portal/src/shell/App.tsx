import type { JSX } from 'preact';
import { ErrorBoundary, LocationProvider } from 'preact-iso';
import { Button } from '../design/Button';
import { Notice } from '../design/Card';
import { Skeleton } from '../design/states';
import { Toasts } from '../design/Toasts';
import { DeskContext } from '../session/SessionContext';
import { SignInPage } from '../session/SignInPage';
import { useSignIn } from '../session/useSignIn';
import { Shell } from './Shell';

/** Nobody, or somebody with a session: the shell is made anew for every session, with nothing of the one before. */
export function App(): JSX.Element {
  const state = useSignIn();
  return (
    <ErrorBoundary>
      {state.kind === 'starting' && (
        <div class="sign-in">
          <div class="sign-in-box">
            <Skeleton lines={4} />
          </div>
        </div>
      )}
      {state.kind === 'broken' && (
        <main class="sign-in">
          <div class="sign-in-box">
            <h1>Billing could not start</h1>
            <Notice tone="danger" actions={<Button onClick={() => location.reload()}>Try again</Button>}>
              <p>{state.why}</p>
            </Notice>
          </div>
        </main>
      )}
      {state.kind === 'signedOut' && <SignInPage {...state} />}
      {state.kind === 'signedIn' && (
        <DeskContext.Provider key={state.number} value={state.desk}>
          <LocationProvider>
            <Toasts>
              <Shell />
            </Toasts>
          </LocationProvider>
        </DeskContext.Provider>
      )}
    </ErrorBoundary>
  );
}
