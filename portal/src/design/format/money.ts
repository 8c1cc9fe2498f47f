import type { Money } from '../../api/generated/schema';
import { locale } from './locale';

/** Millionths of a currency unit have six digits behind the point. */
const microDigits = 6;

/** `{"amount": 5000, "currency": "USD"}` as `$50.00`: from the integer alone, never by way of a fraction. */
export function formatMoney({ amount, currency }: Money): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
  return format.format(decimal(amount, minorDigits(currency)));
}

/** Credits in whole minor units, as a balance is read: `-$0.30`. Rounded towards what one certainly has: down. */
export function formatMicros(micros: number, currency: string): string {
  const digits = minorDigits(currency);
  const unit = 10 ** (microDigits - digits);
  return formatMoney({ amount: Math.floor(micros / unit), currency });
}

/** Credits to the last millionth: `$0.000123`. */
export function formatExactMicros(micros: number, currency: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency, maximumFractionDigits: microDigits });
  return format.format(decimal(micros, microDigits));
}

/** Money in credits: 1 USD is 1,000,000. */
export function microsOf({ amount, currency }: Money): number {
  return amount * 10 ** (microDigits - minorDigits(currency));
}

/** How many digits the currency's minor unit has: 2 of USD, 0 of JPY. */
export function minorDigits(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** What somebody typed (`12`, `12.5`, `1,200.00`) in minor units; null where it is no amount of the currency. */
export function parseMoney(text: string, currency: string): Money | null {
  const digits = minorDigits(currency);
  const match = /^(\d{1,12})(?:\.(\d+))?$/.exec(text.trim().replace(/,(?=\d{3}(\D|$))/g, ''));
  const fraction = match?.[2] ?? '';
  if (match === null || fraction.length > digits) return null;
  return { amount: Number(`${match[1]}${fraction.padEnd(digits, '0')}`), currency };
}

/** An amount as a field shows it: `50.00`. */
export function amountText({ amount, currency }: Money): string {
  return decimal(amount, minorDigits(currency));
}

/** An integer with a point before its last digits: 5000 with 2 is `50.00`. */
function decimal(integer: number, digits: number): `${number}` {
  const sign = integer < 0 ? '-' : '';
  const text = Math.abs(integer)
    .toString()
    .padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  return `${sign}${whole}${digits === 0 ? '' : `.${text.slice(-digits)}`}` as `${number}`;
}
