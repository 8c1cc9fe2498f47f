import type { JSX } from 'preact';

/** JSON as it is stored, laid out to be read. */
export function Json({ title, text }: { title: string; text: string }): JSX.Element {
  return (
    <section class="stack-tight">
      <h3>{title}</h3>
      <pre class="json" role="group" aria-label={title} tabIndex={0}>
        {pretty(text)}
      </pre>
    </section>
  );
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
