// On or off, and one of a few: small choices that take effect at once.
import { useId, type ReactNode } from 'react';
import styles from './field.module.css';

export interface SwitchProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
  children: ReactNode;
}

export function Switch({ checked, onChange, children }: SwitchProps) {
  const id = useId();
  return (
    <span className={styles.switchRow}>
      <button type="button" role="switch" id={id} aria-checked={checked} aria-labelledby={`${id}-name`} className={styles.switch} onClick={() => onChange(!checked)} />
      <label id={`${id}-name`} htmlFor={id}>{children}</label>
    </span>
  );
}

export interface SegmentsProps<Value extends string> {
  label: string;
  value: Value;
  onChange: (value: Value) => void;
  options: { value: Value; label: string }[];
}

export function Segments<Value extends string>({ label, value, onChange, options }: SegmentsProps<Value>) {
  return (
    <span className={styles.seg} role="radiogroup" aria-label={label}>
      {options.map((option) => (
        <button key={option.value} type="button" role="radio" aria-checked={option.value === value} onClick={() => onChange(option.value)}>
          {option.label}
        </button>
      ))}
    </span>
  );
}
