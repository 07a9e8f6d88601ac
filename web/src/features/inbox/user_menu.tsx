// Oneself: availability, language, light or dark, and the way out.
import { t } from '@lingui/core/macro';
import { Keyboard, LogOut, Settings2 } from 'lucide-react';
import { useLocation } from 'wouter';
import { putAvailability } from '../../api/session';
import type { Availability } from '../../api/types';
import { prefer, usePreferences, type Theme } from '../../state/preferences';
import { useScreen } from '../../state/screen';
import { keepMe, useMe } from '../../state/session';
import { logOut } from '../../state/session_life';
import { showToast } from '../../state/toasts';
import type { Language } from '../../state/words';
import { Avatar } from '../../ui/avatar';
import { availabilityWords } from '../../ui/availability_words';
import { Menu, MenuChoice, MenuHeading, MenuItem, MenuRule } from '../../ui/menu';
import { useKeyOf } from '../../ui/use_key_of';
import styles from './nav.module.css';

const availabilities: Availability[] = ['online', 'busy', 'away', 'offline'];
const languages: { value: Language; name: string }[] = [{ value: 'nl', name: 'Nederlands' }, { value: 'en', name: 'English' }];

function setAvailability(availability: Availability): void {
  putAvailability(availability).then(keepMe, () => showToast({ text: t`Could not change your status.`, tone: 'error' }));
}

function themeWords(theme: Theme): string {
  if (theme === 'system') return t`As the system`;
  return theme === 'light' ? t`Light` : t`Dark`;
}

function Choices() {
  const me = useMe();
  const { theme, language, singleKeys } = usePreferences();
  const [, go] = useLocation();
  const sheetKeys = useKeyOf('key_sheet');
  return (
    <>
      <MenuHeading>{t`Status`}</MenuHeading>
      {availabilities.map((value) => <MenuChoice key={value} checked={me.availability === value} onSelect={() => setAvailability(value)}>{availabilityWords(value)}</MenuChoice>)}
      <MenuRule />
      <MenuHeading>{t`Colours`}</MenuHeading>
      {(['system', 'light', 'dark'] as const).map((value) => <MenuChoice key={value} stay checked={theme === value} onSelect={() => void prefer({ theme: value })}>{themeWords(value)}</MenuChoice>)}
      <MenuRule />
      <MenuHeading>{t`Language`}</MenuHeading>
      <MenuChoice checked={language === 'browser'} onSelect={() => void prefer({ language: 'browser' })}>{t`As the browser`}</MenuChoice>
      {languages.map(({ value, name }) => <MenuChoice key={value} checked={language === value} onSelect={() => void prefer({ language: value })}>{name}</MenuChoice>)}
      <MenuRule />
      <MenuChoice stay checked={singleKeys} onSelect={() => void prefer({ singleKeys: !singleKeys })}>{t`Single-letter keys`}</MenuChoice>
      <MenuItem of={Settings2} onSelect={() => go('/settings/me')}>{t`My settings`}</MenuItem>
      <MenuItem of={Keyboard} {...(sheetKeys ? { keys: sheetKeys } : {})} onSelect={() => useScreen.setState({ keySheet: true })}>{t`Shortcuts`}</MenuItem>
      <MenuRule />
      <MenuItem of={LogOut} onSelect={() => void logOut()}>{t`Log out`}</MenuItem>
    </>
  );
}

export function UserMenu() {
  const me = useMe();
  return (
    <Menu label={me.name} align="start" side="top" trigger={
      <button type="button" className={`${styles.item ?? ''} ${styles.user ?? ''}`}>
        <Avatar name={me.name} availability={me.availability} />
        <span className="clip">{me.name}</span>
        <span className="small">{availabilityWords(me.availability)}</span>
      </button>
    }>
      <Choices />
    </Menu>
  );
}
