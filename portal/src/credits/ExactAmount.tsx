import type { JSX } from 'preact';
import { minorDigits } from '../design/format';
import { locale } from '../design/format/locale';

const microDigits = 6;

/** Credits to the last millionth, what is less than the currency's smallest coin in a quieter voice: one AI call costs less than that. */
export function ExactAmount({ micros, currency, isSigned = false }: { micros: number; currency: string; isSigned?: boolean }): JSX.Element {
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: microDigits,
    signDisplay: isSigned ? 'exceptZero' : 'auto',
  });
  const text = format.format(`${micros}e-6` as `${number}`);
  const coins = text.length - microDigits + minorDigits(currency);
  return (
    <span class={isSigned && micros > 0 ? 'number movement-in' : 'number'}>
      {text.slice(0, coins)}
      <span class="fraction">{text.slice(coins)}</span>
    </span>
  );
}
