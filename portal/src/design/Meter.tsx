import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';
import { formatNumber } from './format';

interface Props {
  label: string;
  used: number;
  /** Null: without a limit. */
  included: number | null;
  format?: (amount: number) => string;
  /** Of what: `billing sessions`. */
  unit?: string;
  note?: ComponentChildren;
}

/** What was used of what is included, in words and as a bar. */
export function Meter({ label, used, included, format = formatNumber, unit, note }: Props): JSX.Element {
  const id = useId();
  const share = included === null || included === 0 ? 0 : used / included;
  const tone = share > 1 || (included === 0 && used > 0) ? 'over' : share >= 0.8 ? 'near' : 'calm';
  return (
    <div class="meter">
      <p class="meter-words">
        <span id={id}>{label}</span>
        <span class="meter-count">
          <strong>{format(used)}</strong> {included === null ? 'used' : `of ${format(included)}`} {unit}
        </span>
      </p>
      {included !== null && <progress class={`meter-bar meter-${tone}`} aria-labelledby={id} max={Math.max(1, included)} value={Math.min(used, included)} />}
      {note !== undefined && note !== null && <p class="meter-note">{note}</p>}
    </div>
  );
}
