/** Cards of the payment simulator: Stripe's own test tokens. No money moves. */
export const testCards = [
  { value: 'pm_card_visa', label: 'Visa that pays' },
  { value: 'pm_card_mastercard', label: 'Mastercard that pays' },
  { value: 'pm_card_authenticationRequired', label: 'Card that wants a one-time password' },
  { value: 'pm_card_visa_chargeDeclined', label: 'Card that is declined' },
  { value: 'pm_card_chargeDeclinedInsufficientFunds', label: 'Card without enough money' },
  { value: 'pm_card_chargeCustomerFail', label: 'Card that can be saved, but not charged later' },
] as const;

export type TestCard = (typeof testCards)[number]['value'];
