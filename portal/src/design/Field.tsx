import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';

interface FieldProps {
  label: string;
  hint?: ComponentChildren;
  /** What is wrong with what was entered; null where nothing is. */
  error?: string | null | undefined;
}

interface ControlProps {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': 'true' | undefined;
}

/** A label, a control, a hint, and what is wrong with it, tied together for every reader. */
export function Field({ label, hint, error, children }: FieldProps & { children: (control: ControlProps) => ComponentChildren }): JSX.Element {
  const id = useId();
  const described = [hint === undefined ? '' : `${id}-hint`, error ? `${id}-error` : ''].join(' ').trim();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({ id, 'aria-describedby': described === '' ? undefined : described, 'aria-invalid': error ? 'true' : undefined })}
      {hint !== undefined && (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}

interface TextProps extends FieldProps {
  value: string;
  onValue: (value: string) => void;
  type?: 'text' | 'email' | 'password' | 'date';
  inputMode?: 'text' | 'decimal' | 'numeric';
  autocomplete?: string;
  required?: boolean;
  maxLength?: number;
  pattern?: string;
  /** Told by the browser where the pattern does not fit. */
  title?: string;
}

export function TextField({ label, hint, error, onValue, type = 'text', ...input }: TextProps): JSX.Element {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => <input {...input} {...control} type={type as 'text'} onInput={(event) => onValue(event.currentTarget.value)} />}
    </Field>
  );
}

/** An id as the API takes them of its callers. */
export function IdField(field: FieldProps & { value: string; onValue: (value: string) => void }): JSX.Element {
  return <TextField {...field} required maxLength={128} pattern="[A-Za-z0-9._:\-]+" title="Letters, digits and . _ : -" autocomplete="off" />;
}

interface NumberProps extends FieldProps {
  value: number;
  min?: number;
  max?: number;
  onValue: (value: number) => void;
}

/** A whole number with buttons to take one or add one; while it is being typed, what is no number counts as the least. */
export function NumberField({ label, hint, error, value, min = 0, max = 100_000, onValue }: NumberProps): JSX.Element {
  const set = (wanted: number) => onValue(Math.min(max, Math.max(min, Number.isSafeInteger(wanted) ? wanted : min)));
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <div class="stepper">
          <button type="button" class="stepper-button" aria-label={`One less: ${label}`} disabled={value <= min} onClick={() => set(value - 1)}>
            −
          </button>
          <input
            {...control}
            type="text"
            inputMode="numeric"
            value={String(value)}
            onInput={(event) => set(Number(event.currentTarget.value.replace(/\D/g, '')))}
          />
          <button type="button" class="stepper-button" aria-label={`One more: ${label}`} disabled={value >= max} onClick={() => set(value + 1)}>
            +
          </button>
        </div>
      )}
    </Field>
  );
}

export interface Option<Value extends string> {
  value: Value;
  label: string;
}

interface SelectProps<Value extends string> extends FieldProps {
  value: Value;
  options: readonly Option<Value>[];
  onValue: (value: Value) => void;
  disabled?: boolean;
  /** Whether an empty value must be left for another before the form is sent. */
  isRequired?: boolean;
}

export function Select<Value extends string>({ label, hint, error, value, options, onValue, disabled, isRequired }: SelectProps<Value>): JSX.Element {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <select {...control} value={value} disabled={disabled} required={isRequired} onChange={(event) => onValue(event.currentTarget.value as Value)}>
          {options.map((option) => (
            <option key={option.value} value={option.value} selected={option.value === value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface CheckProps {
  label: ComponentChildren;
  hint?: ComponentChildren;
  isChecked: boolean;
  isDisabled?: boolean;
  onValue: (isChecked: boolean) => void;
}

export function Checkbox({ label, hint, isChecked, isDisabled = false, onValue }: CheckProps): JSX.Element {
  return <Check kind="checkbox" {...{ label, hint, isChecked, isDisabled, onValue }} />;
}

/** A setting that takes effect at once. */
export function Switch({ label, hint, isChecked, isDisabled = false, onValue }: CheckProps): JSX.Element {
  return <Check kind="switch" {...{ label, hint, isChecked, isDisabled, onValue }} />;
}

function Check({ kind, label, hint, isChecked, isDisabled, onValue }: CheckProps & { kind: 'checkbox' | 'switch' }): JSX.Element {
  const id = useId();
  return (
    <div class="check">
      <input
        id={id}
        type="checkbox"
        role={kind === 'switch' ? 'switch' : undefined}
        class={kind}
        checked={isChecked}
        disabled={isDisabled}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => onValue(event.currentTarget.checked)}
      />
      <label for={id}>{label}</label>
      {hint !== undefined && (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

interface ChoiceProps<Value extends string> {
  legend: string;
  /** Whether the legend is only told, not shown. */
  isLegendHidden?: boolean;
  value: Value;
  options: readonly Option<Value>[];
  onValue: (value: Value) => void;
}

/** One of a few, side by side. */
export function Segmented<Value extends string>({ legend, isLegendHidden = false, value, options, onValue }: ChoiceProps<Value>): JSX.Element {
  const name = useId();
  return (
    <fieldset class="segmented">
      <legend class={isLegendHidden ? 'visually-hidden' : undefined}>{legend}</legend>
      <div class="segmented-options">
        {options.map((option) => (
          <label key={option.value}>
            <input type="radio" name={name} value={option.value} checked={option.value === value} onChange={() => onValue(option.value)} />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
