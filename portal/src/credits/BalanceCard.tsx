import type { JSX } from 'preact';
import type { Credits } from '../api';
import { Badge, Card, Facts, Micros, Notice } from '../design';

/** What there is, and whether the AI features may use it. */
export function BalanceCard({ credits }: { credits: Credits }): JSX.Element {
  const { currency, ai, availableMicros, freeMicros, paidMicros, heldMicros } = credits;
  const amount = (micros: number) => <Micros value={micros} currency={currency} />;
  return (
    <Card title="Credits" actions={ai === 'active' ? <Badge tone="positive">AI active</Badge> : <Badge tone="danger">AI paused</Badge>}>
      <div class="stack">
        <AiNotice {...credits} />
        <div class="balance">
          <p class="balance-available">
            <span class="muted">Available</span>
            <strong>{amount(availableMicros)}</strong>
          </p>
          <Facts
            items={[
              ['Free', amount(freeMicros)],
              ['Paid', amount(paidMicros)],
              ['Held for AI calls under way', amount(heldMicros)],
            ]}
          />
        </div>
        <p class="muted small">Free credits are used before paid ones. Paid credits never expire.</p>
      </div>
    </Card>
  );
}

function AiNotice({ ai, lowBalance }: Credits): JSX.Element | null {
  if (ai === 'paused') {
    return (
      <Notice tone="danger" title="The AI features are paused">
        <p>The credits are used up. Everything else stays open; the AI features go on as soon as there are credits again.</p>
      </Notice>
    );
  }

  return lowBalance ? (
    <Notice tone="warning" title="The credits are running low">
      <p>The AI features pause when they are used up.</p>
    </Notice>
  ) : null;
}
