import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { asApiError, type ApiError } from '../api/problem';
import { Button } from '../design/Button';
import { Card } from '../design/Card';
import { ErrorNotice } from '../design/states';

export function OpenIdConnectSignIn({ authority, go }: { authority: string; go: () => Promise<void> }): JSX.Element {
  const [error, setError] = useState<ApiError | null>(null);
  const [isBusy, setBusy] = useState(false);
  const leave = async () => {
    setBusy(true);
    await go().catch((thrown: unknown) => {
      setError(asApiError(thrown));
      setBusy(false);
    });
  };
  return (
    <Card title="Sign in" description={`You are asked who you are at ${new URL(authority).host}.`}>
      <div class="stack-tight">
        <ErrorNotice error={error} />
        <Button variant="primary" isBusy={isBusy} onClick={() => void leave()}>
          Continue
        </Button>
      </div>
    </Card>
  );
}
