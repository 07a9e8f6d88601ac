// A value to paste elsewhere: shown whole, copied with one press.
import { t } from '@lingui/core/macro';
import { Check, Copy, Eye, EyeOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from './button';
import { Icon } from './icon';
import styles from './field.module.css';

const copiedShownMs = 2000;

export interface CopyFieldProps {
  label: string;
  value: string;
  secret?: boolean;
}

function CopyButton({ label, value }: { label: string; value: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), copiedShownMs);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () => { navigator.clipboard.writeText(value).then(() => setCopied(true), () => setCopied(false)); };
  return (
    <Button onClick={copy} aria-label={t`Copy ${label}`}>
      <Icon of={copied ? Check : Copy} size={14} />
      {copied ? t`Copied` : t`Copy`}
    </Button>
  );
}

export function CopyField({ label, value, secret = false }: CopyFieldProps) {
  const [shown, setShown] = useState(!secret);
  return (
    <div className={styles.field}>
      <span className="small medium">{label}</span>
      <div className={styles.copy}>
        <code>{shown ? value : '•'.repeat(Math.min(value.length, 24))}</code>
        {secret ? <Button onClick={() => setShown(!shown)}><Icon of={shown ? EyeOff : Eye} size={14} />{shown ? t`Hide` : t`Show`}</Button> : null}
        <CopyButton label={label} value={value} />
      </div>
    </div>
  );
}
