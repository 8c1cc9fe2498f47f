import type { JSX } from 'preact';

export function Brand(): JSX.Element {
  return (
    <a class="brand" href="/">
      <img src="/favicon.svg" alt="" width={28} height={28} />
      Billing
    </a>
  );
}
