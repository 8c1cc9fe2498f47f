import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '../design/Button';
import { Card } from '../design/Card';
import { TextField } from '../design/Field';

/** Where nothing else is configured: a token that whoever runs the server has made. */
export function TokenSignIn({ take }: { take: (token: string) => void }): JSX.Element {
  const [token, setToken] = useState('');
  const [error, setError] = useState<string | null>(null);
  return (
    <Card title="Sign in with a token" description="This server has no sign-in of its own. Paste a token that was made on it.">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          try {
            take(token.trim());
          } catch (thrown) {
            setError(thrown instanceof Error ? thrown.message : String(thrown));
          }
        }}
      >
        <TextField
          label="Token"
          type="password"
          autocomplete="off"
          hint={
            <>
              Made by <code>token --role owner --account ACCOUNT</code>. It is kept in this page&rsquo;s memory alone.
            </>
          }
          error={error}
          value={token}
          onValue={setToken}
          required
        />
        <Button type="submit" variant="primary">
          Sign in
        </Button>
      </form>
    </Card>
  );
}
