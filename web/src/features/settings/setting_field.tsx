// One setting of a channel, in the kind of field that its value asks for.
import { t } from '@lingui/core/macro';
import { SelectField, TextAreaField, TextField } from '../../ui/field';
import { Switch } from '../../ui/switch';
import { DaysOffField, OpeningHoursField } from './opening_hours_field';
import { settingFault } from './origins';
import { settingWords } from './setting_words';
import styles from './settings.module.css';

interface Choice {
  value: string;
  label: string;
}

// What may be chosen; the first one is what stands when nothing is.
function choicesOf(name: string, chosen: string): Choice[] | undefined {
  switch (name) {
    case 'locale': return [{ value: '', label: t`Dutch` }, { value: 'en', label: t`English` }];
    case 'login': return [{ value: '', label: t`Facebook Login: the account is linked to a Facebook page` }, { value: 'instagram', label: t`Instagram Login: the account stands by itself` }];
    case 'generation': return [{ value: 'classic', label: t`dashboard.messagebird.com (classic)` }, { value: 'channels', label: t`app.bird.com, with channels` }, { value: 'bird', label: t`Bird of 2026, signing secret whsec_: takes messages in, sends none` }];
    case 'auth': return [{ value: '', label: t`Password` }, { value: 'oauth', label: t`OAuth, as Microsoft 365 and Google want` }];
    case 'provider': return [{ value: '', label: t`Choose` }, { value: 'microsoft', label: 'Microsoft 365' }, { value: 'google', label: 'Google' }, { value: 'other', label: t`Another one` }];
    case 'sent_copy': return [{ value: '', label: t`As the provider needs it` }, { value: 'true', label: t`Always` }, { value: 'false', label: t`Never` }];
    case 'time_zone': return [{ value: '', label: t`Europe/Amsterdam, as usual` }, ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== usual.time_zone).map((zone) => ({ value: zone, label: zone }))];
    case 'imap_security':
    case 'smtp_security': return [{ value: '', label: 'TLS' }, { value: 'starttls', label: 'STARTTLS' }, ...(chosen === 'none' ? [{ value: 'none', label: t`None: only to this machine itself` }] : [])];
    default: return undefined;
  }
}

const usual: Record<string, string> = { locale: 'nl', time_zone: 'Europe/Amsterdam', auth: 'password', login: 'facebook', imap_security: 'tls', smtp_security: 'tls' };
const usualColor = '#0f6b70';
const long = new Set(['greeting', 'opening_hours_note']);

export interface SettingFieldProps {
  channel: string;
  name: string;
  value: string;
  onChange: (value: string) => void;
  required?: boolean;
  secret?: boolean;
  // Says beside the name that it may stay empty.
  saysOptional?: boolean;
  placeholder?: string;
  error?: string | undefined;
}

function ColorField({ label, help, error, value, onChange }: { label: string; help?: string | undefined; error: string | undefined; value: string; onChange: (value: string) => void }) {
  const picked = /^#[0-9a-f]{6}$/i.test(value) ? value : usualColor;
  return <TextField label={label} help={help} error={error} value={value} placeholder={usualColor} maxLength={7} onChange={(event) => onChange(event.target.value)} tail={<input type="color" className={styles.tailSwatch} aria-label={label} value={picked} onChange={(event) => onChange(event.target.value)} />} />;
}

export function SettingField({ channel, name, value, onChange, required = false, secret = false, saysOptional = false, placeholder, error: refused }: SettingFieldProps) {
  const { label: plain, help } = settingWords(name, channel);
  const choices = choicesOf(name, value);
  const error = settingFault(name, value) ?? refused;
  if (name === 'asks_name') return <div className={styles.stack}><Switch checked={value === 'true'} onChange={(checked) => onChange(checked ? 'true' : '')}>{plain}</Switch>{help ? <span className="hint small">{help}</span> : null}</div>;
  if (name === 'opening_hours' || name === 'days_off') {
    const Field = name === 'days_off' ? DaysOffField : OpeningHoursField;
    return <Field label={plain} help={help} error={error} value={value} onChange={onChange} />;
  }
  if (name === 'color') return <ColorField label={plain} help={help} error={error} value={value} onChange={onChange} />;
  if (choices) {
    const chosen = value === usual[name] ? '' : value;
    // A word that is not ours stays to be seen.
    const options = choices.some((one) => one.value === chosen) ? choices : [...choices, { value, label: value }];
    return <SelectField label={plain} help={help} error={error} value={chosen} onChange={onChange} options={options} />;
  }
  const label = saysOptional && !required ? t`${plain} (may be empty)` : plain;
  if (long.has(name)) return <TextAreaField label={label} help={help} error={error} rows={2} value={value} onChange={(event) => onChange(event.target.value)} />;
  return <TextField label={label} type={secret ? 'password' : 'text'} autoComplete="off" required={required} value={value} help={help} error={error} placeholder={placeholder} onChange={(event) => onChange(event.target.value)} />;
}
