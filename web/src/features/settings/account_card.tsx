// What holds for the whole desk: its name, whose numbers are meant, who sees what, when a conversation opens again.
import { t } from '@lingui/core/macro';
import { useState } from 'react';
import { patchAccount } from '../../api/desk_changes';
import type { Account } from '../../api/types';
import { keepAccount, useAccount } from '../../state/session';
import { showToast } from '../../state/toasts';
import { Banner } from '../../ui/banner';
import { countryOptions } from '../../ui/countries';
import { SelectField, TextField } from '../../ui/field';
import { Switch } from '../../ui/switch';
import { useSave } from '../../ui/use_save';
import { SaveFoot } from './save_foot';
import styles from './settings.module.css';

const reopenDaysMax = 365;
const sights: Account['agents_see'][] = ['inbox', 'team_and_unassigned', 'own'];

function sightWords(sight: Account['agents_see']): string {
  switch (sight) {
    case 'inbox': return t`All conversations of their inboxes`;
    case 'team_and_unassigned': return t`Their own, their team’s and what nobody has`;
    case 'own': return t`Their own only`;
  }
}

export function AccountCard() {
  const account = useAccount();
  const [name, setName] = useState(account.name);
  const [country, setCountry] = useState(account.default_country);
  const [sight, setSight] = useState(account.agents_see);
  const [days, setDays] = useState(String(account.reopen_within_days));
  const [showsText, setShowsText] = useState(account.push_shows_text ?? false);
  const saving = useSave();
  const isWhole = /^\d{1,3}$/u.test(days.trim()) && Number(days) <= reopenDaysMax;
  const ready = name.trim() !== '' && isWhole && !saving.busy;
  const save = () => saving.run(async () => {
    keepAccount(await patchAccount({ name: name.trim(), default_country: country, agents_see: sight, reopen_within_days: Number(days), push_shows_text: showsText }));
    showToast({ text: t`Saved`, tone: 'done' });
  });
  return (
    <form className={styles.card} aria-label={t`Desk`} onSubmit={(event) => { event.preventDefault(); if (ready) void save(); }}>
      <header className={styles.cardHead}><h1 className="head">{t`Desk`}</h1></header>
      <div className={styles.block}>
        <TextField label={t`Name`} value={name} required maxLength={200} onChange={(event) => setName(event.target.value)} error={saving.faultOf('name')} />
        <SelectField label={t`Country`} value={country} onChange={setCountry} options={countryOptions()} help={t`Phone numbers without a country code are read as numbers of this country.`} error={saving.faultOf('default_country')} />
        <SelectField label={t`What agents see`} value={sight} onChange={(chosen) => setSight(chosen as Account['agents_see'])} options={sights.map((value) => ({ value, label: sightWords(value) }))} help={t`Admins and leads see everything.`} error={saving.faultOf('agents_see')} />
        <TextField label={t`Opens again within`} value={days} required inputMode="numeric" maxLength={3} tail={<span className={styles.unit}>{t`days`}</span>} onChange={(event) => setDays(event.target.value)} help={t`A customer who writes later than this after resolving gets a new conversation.`} error={isWhole ? saving.faultOf('reopen_within_days') : t`A whole number up to ${reopenDaysMax}.`} />
        <Switch checked={showsText} onChange={setShowsText}>{t`Notices on devices show the customer’s name and words`}</Switch>
        <p className="hint">{t`Otherwise they name the inbox only: they stand on locked screens too.`}</p>
        {saving.fault ? <Banner tone="late" role="alert">{saving.fault}</Banner> : null}
      </div>
      <SaveFoot disabled={!ready} />
    </form>
  );
}
