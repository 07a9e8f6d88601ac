// What people fill in: a name above, what is wrong and how it is meant below, both tied to the input for readers.
import { CircleAlert } from 'lucide-react';
import { useId, type InputHTMLAttributes, type ReactNode, type Ref, type TextareaHTMLAttributes } from 'react';
import { classes } from './classes';
import { Icon } from './icon';
import styles from './field.module.css';

interface FieldTexts {
  label: string;
  help?: ReactNode;
  error?: string | undefined;
}

export interface TextFieldProps extends InputHTMLAttributes<HTMLInputElement>, FieldTexts {
  large?: boolean;
  tail?: ReactNode;
  ref?: Ref<HTMLInputElement>;
}

function Below({ id, help, error }: { id: string; help?: ReactNode; error?: string | undefined }) {
  if (!error) return help ? <span className={styles.help} id={id}>{help}</span> : null;
  return (
    <span className={styles.below} id={id}>
      <span className={styles.error} role="alert"><Icon of={CircleAlert} size={14} />{error}</span>
      {help ? <span className={styles.help}>{help}</span> : null}
    </span>
  );
}

export function TextField({ label, help, error, large = false, tail, ...input }: TextFieldProps) {
  const id = useId();
  const described = help !== undefined || error ? `${id}-below` : undefined;
  const box = <input id={id} className={classes(styles.input, large && styles.lg)} aria-invalid={error ? true : undefined} aria-describedby={described} {...input} />;
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {tail ? <span className={styles.withTail}>{box}<span className={styles.tail}>{tail}</span></span> : box}
      <Below id={`${id}-below`} help={help} error={error} />
    </div>
  );
}

export interface TextAreaFieldProps extends TextareaHTMLAttributes<HTMLTextAreaElement>, FieldTexts {}

export function TextAreaField({ label, help, error, ...area }: TextAreaFieldProps) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <textarea id={id} className={styles.input} aria-invalid={error ? true : undefined} aria-describedby={help !== undefined || error ? `${id}-below` : undefined} {...area} />
      <Below id={`${id}-below`} help={help} error={error} />
    </div>
  );
}

export interface SelectFieldProps extends FieldTexts {
  value: string;
  onChange: (value: string) => void;
  options: { value: string; label: string }[];
  disabled?: boolean;
}

export function SelectField({ label, help, error, value, onChange, options, disabled = false }: SelectFieldProps) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <select id={id} className={styles.input} value={value} disabled={disabled} aria-invalid={error ? true : undefined} aria-describedby={help !== undefined || error ? `${id}-below` : undefined} onChange={(event) => onChange(event.target.value)}>
        {options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
      </select>
      <Below id={`${id}-below`} help={help} error={error} />
    </div>
  );
}
