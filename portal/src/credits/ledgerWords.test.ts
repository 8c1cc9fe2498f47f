import { expect, test } from 'vitest';
import { ledgerWords } from './ledgerWords';

const names = { feature: (id: string) => id.toUpperCase(), day: (date: string) => `day ${date}` };

test.each`
  kind                       | reference       | what                                    | why
  ${'credits.grant'}         | ${'trial'}      | ${'Free credits of the trial'}          | ${''}
  ${'credits.grant'}         | ${'Goodwill'}   | ${'Free credits granted'}               | ${'Goodwill'}
  ${'credits.top-up'}        | ${'ord_1'}      | ${'Top-up'}                             | ${'Order ord_1'}
  ${'credits.wire-reversed'} | ${''}           | ${'Bank transfer taken back'}           | ${'The payer’s bank reversed it'}
  ${'credits.expired'}       | ${'free:1'}     | ${'Free credits expired'}               | ${'They were not used in time'}
  ${'usage.ai'}              | ${'qa'}         | ${'QA'}                                 | ${'AI usage'}
  ${'usage.overage'}         | ${'2026-10-20'} | ${'Billing sessions beyond the plan’s'} | ${'In the month from day 2026-10-20'}
  ${'usage.correction'}      | ${'2026-10-20'} | ${'Billing sessions counted too many'}  | ${'Given back for the month from day 2026-10-20'}
  ${'credits.of-tomorrow'}   | ${'x'}          | ${'credits.of-tomorrow'}                | ${'x'}
`('$kind of "$reference" is $what', ({ kind, reference, what, why }: Record<'kind' | 'reference' | 'what' | 'why', string>) => {
  expect(ledgerWords({ kind, reference }, names)).toEqual({ what, why });
});
