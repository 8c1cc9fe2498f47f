import type { JSX } from 'preact';
import { Card } from '../design/Card';
import { ChoiceForm } from './ChoiceForm';
import type { Configuration } from './configuration';
import type { Choice } from './development';

interface Props {
  configuration: Configuration;
  url: string;
  signInAs: (choice: Choice) => Promise<void>;
}

export function DevelopmentSignIn({ configuration, url, signInAs }: Props): JSX.Element {
  return (
    <>
      <Card title="Development sign-in" description="This server runs on your machine and takes your word for who you are. No password, no real customers.">
        <ChoiceForm configuration={configuration} url={url} current={null} signInAs={signInAs} />
      </Card>
      <p class="muted small">A server with an OpenID Connect issuer configured asks that issuer instead, and this choice is gone.</p>
    </>
  );
}
