// An inbox's name and settings: what can be read stands in its field, filled in or not.
import { t } from '@lingui/core/macro';
import { useState } from 'react';
import { patchInbox } from '../../api/inboxes';
import type { ChannelOffer, Inbox } from '../../api/types';
import { Button } from '../../ui/button';
import { offerName } from '../../ui/channel_name';
import { ChannelTile } from '../../ui/channel_tile';
import { TextField } from '../../ui/field';
import { useSave } from '../../ui/use_save';
import { showChanged } from './inbox_changed';
import { MailProvider } from './mail_provider';
import { settingFault } from './origins';
import { changesOf, settingsOf, type Setting } from './setting_changes';
import { SettingField } from './setting_field';
import { settingWords } from './setting_words';
import { SettingsFault } from './settings_fault';
import { SaveFoot } from './save_foot';
import styles from './settings.module.css';

interface SecretFieldProps {
  channel: string;
  setting: Setting;
  typed: string;
  isCleared: boolean;
  error: string | undefined;
  onType: (value: string) => void;
  onClear: (isCleared: boolean) => void;
}

// A secret can only be replaced, or cleared where the channel does without.
function SecretField({ channel, setting: { name, required, isSet }, typed, isCleared, error, onType, onClear }: SecretFieldProps) {
  const { label } = settingWords(name, channel);
  return (
    <div className={styles.stack}>
      <SettingField channel={channel} name={name} secret value={typed} error={error} placeholder={isCleared ? t`is cleared when you save` : isSet ? t`kept; type to replace` : t`not set`} onChange={onType} />
      {isSet && !required ? <span><Button size="mini" variant="ghost" aria-label={isCleared ? t`Keep ${label}` : t`Clear ${label}`} onClick={() => onClear(!isCleared)}>{isCleared ? t`Do not clear` : t`Clear`}</Button></span> : null}
    </div>
  );
}

export function SettingsCard({ inbox, offers }: { inbox: Inbox; offers: ChannelOffer[] }) {
  const [name, setName] = useState(inbox.name);
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [cleared, setCleared] = useState<string[]>([]);
  const saving = useSave();
  const { channel } = inbox;
  const fields = settingsOf(inbox, offers, typed);
  const settings = changesOf(fields, typed, cleared);
  const isWrong = Object.entries(settings).some(([field, value]) => settingFault(field, value ?? '') !== undefined) || fields.some((field) => field.required && !field.secret && settings[field.name] === null);
  const submit = () => saving.run(async () => { await showChanged(await patchInbox(inbox.id, { name: name.trim(), ...(Object.keys(settings).length > 0 ? { settings } : {}) })); setTyped({}); setCleared([]); });
  const type = (field: string, value: string) => { setTyped({ ...typed, [field]: value }); setCleared(cleared.filter((one) => one !== field)); };
  const clear = (field: string, isCleared: boolean) => { setTyped({ ...typed, [field]: '' }); setCleared(isCleared ? [...cleared, field] : cleared.filter((one) => one !== field)); };
  return (
    <form className={styles.card} onSubmit={(event) => { event.preventDefault(); void submit(); }}>
      <header className={styles.cardHead}><ChannelTile channel={channel} isPublic={inbox.public} size={32} hidden /><div><h1 className="head">{inbox.name}</h1><p className={styles.address}>{offerName(channel)} · {inbox.address}</p></div></header>
      <div className={styles.block}>
        <TextField label={channel === 'webchat' ? t`Name that visitors read` : t`Name in this desk`} value={name} required onChange={(event) => setName(event.target.value)} error={saving.faultOf('name')} />
        <div className={styles.pair}>
          {fields.map((field) => (field.secret
            ? <SecretField key={field.name} channel={channel} setting={field} typed={typed[field.name] ?? ''} isCleared={cleared.includes(field.name)} error={saving.faultOf(field.name)} onType={(value) => type(field.name, value)} onClear={(isCleared) => clear(field.name, isCleared)} />
            : <SettingField key={field.name} channel={channel} name={field.name} required={field.required} saysOptional value={typed[field.name] ?? field.value} error={saving.faultOf(field.name)} onChange={(value) => type(field.name, value)} />))}
        </div>
        {fields.some((field) => field.name === 'provider') ? <MailProvider provider={typed.provider ?? inbox.settings?.provider ?? ''} address={inbox.address} /> : null}
        <SettingsFault saving={saving} />
      </div>
      <SaveFoot disabled={saving.busy || name.trim() === '' || isWrong} />
    </form>
  );
}
