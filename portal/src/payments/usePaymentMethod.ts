import { useRef, useState } from 'preact/hooks';
import { ApiError, useGet, type PaymentMethod, type PaymentMethodChoice } from '../api';
import { useAccountId } from '../session/SessionContext';
import { testCards, type TestCard } from './testCards';

/** What is chosen: the id of a saved method, or how to pay anew. */
export type Picked = { kind: 'saved'; id: string } | { kind: 'card' } | { kind: 'paypal' } | { kind: 'wire' };

export interface PaymentMethodState {
  /** Null until it is known which are saved. */
  saved: PaymentMethod[] | null;
  /** What may be chosen beside what is saved. */
  offered: readonly Exclude<Picked['kind'], 'saved'>[];
  picked: Picked;
  pick: (picked: Picked) => void;
  testCard: TestCard;
  setTestCard: (card: TestCard) => void;
  setCardToken: (token: (() => Promise<string>) | null) => void;
  /** What the API is told. Asks Stripe for the card's token where one was entered. */
  toBody: (tokens: 'stripe' | 'simulator') => Promise<PaymentMethodChoice>;
}

/** @param returnPath Where PayPal sends its customer back to. */
export function usePaymentMethod(offered: PaymentMethodState['offered'], returnPath: string, isSavedOffered = true): PaymentMethodState {
  const accountId = useAccountId();
  const methods = useGet('/api/v1/accounts/{accountId}/payment-methods', isSavedOffered ? { path: { accountId } } : null);
  const saved = isSavedOffered ? (methods.data?.items.filter((method) => method.status === 'active') ?? null) : [];
  const [chosen, setChosen] = useState<Picked | null>(null);
  const [testCard, setTestCard] = useState<TestCard>(testCards[0].value);
  const cardToken = useRef<(() => Promise<string>) | null>(null);

  const usual = saved?.find((method) => method.isDefault) ?? saved?.[0];
  const picked: Picked = chosen ?? (usual === undefined ? { kind: offered[0] ?? 'card' } : { kind: 'saved', id: usual.id });

  const toBody = async (tokens: 'stripe' | 'simulator'): Promise<PaymentMethodChoice> => {
    switch (picked.kind) {
      case 'saved':
        return { type: 'saved', id: picked.id };
      case 'paypal':
        return { type: 'paypal', returnUrl: location.origin + returnPath };
      case 'wire':
        return { type: 'wire' };
      case 'card':
        if (tokens === 'simulator') return { type: 'card', token: testCard };
        if (cardToken.current === null) throw notReady();
        return { type: 'card', token: await cardToken.current() };
    }
  };

  return { saved, offered, picked, pick: setChosen, testCard, setTestCard, setCardToken: (token) => void (cardToken.current = token), toBody };
}

function notReady(): ApiError {
  const detail = 'The card field is still loading.';
  return new ApiError({ type: 'about:blank', title: 'One moment', status: 402, detail, code: 'payment-declined', traceId: '' });
}
