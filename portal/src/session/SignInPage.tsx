import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Notice } from '../design/Card';
import { Brand } from '../shell/Brand';
import type { Configuration } from './configuration';
import { DevelopmentSignIn } from './DevelopmentSignIn';
import { OpenIdConnectSignIn } from './OpenIdConnectSignIn';
import { TokenSignIn } from './TokenSignIn';
import type { Ways } from './useSignIn';

/** Nobody is signed in: how to. */
export function SignInPage({ configuration, why, ...ways }: { configuration: Configuration; why: string | null } & Ways): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = 'Sign in · Billing';
    heading.current?.focus();
  }, []);

  const { signIn } = configuration;
  return (
    <main class="sign-in">
      <div class="sign-in-box">
        <Brand />
        <h1 ref={heading} tabIndex={-1} class="visually-hidden">
          Sign in
        </h1>
        {why !== null && <Notice tone="warning" title={why} />}
        {signIn.kind === 'development' && <DevelopmentSignIn configuration={configuration} url={signIn.url} signInAs={ways.signInAs} />}
        {signIn.kind === 'openIdConnect' && <OpenIdConnectSignIn authority={signIn.authority} go={ways.signInElsewhere} />}
        {signIn.kind === 'token' && <TokenSignIn take={ways.signInWithToken} />}
      </div>
    </main>
  );
}
