import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useGet, type Account, type ApiError, type BillingInformation } from '../api';
import { Button, Select, TextField } from '../design';
import { useAccount } from '../accounts/useAccount';
import { useAccountId } from '../session/SessionContext';
import { countries } from './countries';

export function emptyInformation(account: Account): BillingInformation {
  return {
    name: account.name,
    email: account.ownerEmail,
    address: { line1: '', line2: null, city: '', state: null, postalCode: '', country: '' },
    taxId: null,
  };
}

/** What the newest invoice was made out to; enterprise accounts have none to look at. */
export function useKnownInformation(): { information: BillingInformation | null; isLoading: boolean } {
  const accountId = useAccountId();
  const account = useAccount();
  const isStandard = account.data?.kind === 'standard';
  const invoices = useGet('/api/v1/accounts/{accountId}/invoices', isStandard ? { path: { accountId }, query: { limit: 1 } } : null);
  const invoiceId = invoices.data?.items[0]?.invoiceId;
  const invoice = useGet('/api/v1/accounts/{accountId}/invoices/{invoiceId}', invoiceId === undefined ? null : { path: { accountId, invoiceId } });
  const isLoading =
    (account.data ?? account.error) === null ||
    (isStandard && (invoices.data ?? invoices.error) === null) ||
    (invoiceId !== undefined && (invoice.data ?? invoice.error) === null);
  return { information: invoice.data?.billingInformation ?? null, isLoading };
}

interface Props {
  value: BillingInformation;
  /** Whether it is what the account has: then it is shown in short, until it shall be changed. */
  isKnown: boolean;
  error: ApiError | null;
  onValue: (value: BillingInformation) => void;
}

/** Whom the invoice is made out to. */
export function BillingInformationFields({ value, isKnown, error, onValue }: Props): JSX.Element {
  const [isOpen, setOpen] = useState(!isKnown);
  const { address } = value;
  if (!isOpen) {
    return (
      <div class="known-information">
        <p>
          {value.name}, {value.email}
          <br />
          <span class="muted">
            {[address.line1, address.line2, `${address.postalCode} ${address.city}`, address.state, address.country].filter(Boolean).join(', ')}
          </span>
        </p>
        <Button size="small" onClick={() => setOpen(true)}>
          Change
        </Button>
      </div>
    );
  }
  const fault = (field: string) => error?.fault(`/billingInformation/${field}`) ?? null;
  const setAddress = (part: Partial<BillingInformation['address']>) => onValue({ ...value, address: { ...address, ...part } });
  const orNull = (text: string) => (text === '' ? null : text);
  return (
    <div class="fields">
      <TextField
        label="Name or company"
        value={value.name}
        onValue={(name) => onValue({ ...value, name })}
        error={fault('name')}
        autocomplete="organization"
        required
      />
      <TextField
        label="E-mail for invoices"
        type="email"
        value={value.email}
        onValue={(email) => onValue({ ...value, email })}
        error={fault('email')}
        autocomplete="email"
        required
      />
      <TextField
        label="Street"
        value={address.line1}
        onValue={(line1) => setAddress({ line1 })}
        error={fault('address/line1')}
        autocomplete="address-line1"
        required
      />
      <TextField
        label="Street, second line (optional)"
        value={address.line2 ?? ''}
        onValue={(text) => setAddress({ line2: orNull(text) })}
        error={fault('address/line2')}
        autocomplete="address-line2"
      />
      <TextField
        label="Postal code"
        value={address.postalCode}
        onValue={(postalCode) => setAddress({ postalCode })}
        error={fault('address/postalCode')}
        autocomplete="postal-code"
        required
      />
      <TextField
        label="City"
        value={address.city}
        onValue={(city) => setAddress({ city })}
        error={fault('address/city')}
        autocomplete="address-level2"
        required
      />
      <TextField
        label="State or region (optional)"
        value={address.state ?? ''}
        onValue={(text) => setAddress({ state: orNull(text) })}
        error={fault('address/state')}
        autocomplete="address-level1"
      />
      <Select
        label="Country"
        value={address.country}
        options={[{ value: '', label: 'Choose…' }, ...countries()]}
        onValue={(country) => setAddress({ country })}
        error={fault('address/country')}
        isRequired
      />
      <TextField
        label="Tax id (optional)"
        hint="A business of the EU states its VAT id."
        value={value.taxId ?? ''}
        onValue={(text) => onValue({ ...value, taxId: orNull(text) })}
        error={fault('taxId')}
      />
    </div>
  );
}
