// Sound and notices of the browser: for what is mine or nobody's, by queue, and not in quiet hours.
import { t } from '@lingui/core/macro';
import { useInboxes } from '../../state/desk';
import { prefer, usePreferences, type Notices } from '../../state/preferences';
import { showToast } from '../../state/toasts';
import { TextField } from '../../ui/field';
import { Switch } from '../../ui/switch';
import styles from './settings.module.css';

function set(change: Partial<Notices>): void {
  void prefer({ notices: { ...usePreferences.getState().notices, ...change } });
}

// The browser asks for itself, and remembers a refusal.
async function allowsNotices(): Promise<boolean> {
  return 'Notification' in window && (await Notification.requestPermission()) === 'granted';
}

async function setDesktop(on: boolean): Promise<void> {
  if (!on || (await allowsNotices())) set({ desktop: on });
  else showToast({ text: t`The browser does not allow notices for this page.`, tone: 'error' });
}

export function NoticesPart() {
  const { sound, desktop, quietFrom, quietTo, silenced } = usePreferences((store) => store.notices);
  const inboxes = useInboxes().data ?? [];
  const silence = (id: string, sounds: boolean) => set({ silenced: sounds ? silenced.filter((one) => one !== id) : [...silenced, id] });
  return (
    <div className={styles.block}>
      <h2 className="title">{t`Sound and notices`}</h2>
      <p className="hint">{t`Only for what is yours or nobody’s, and never on the wall.`}</p>
      <Switch checked={sound} onChange={(on) => set({ sound: on })}>{t`A sound for a new message`}</Switch>
      <Switch checked={desktop} onChange={(on) => void setDesktop(on)}>{t`A notice of the system when the desk is out of sight`}</Switch>
      <div className={styles.pair}>
        <TextField type="time" label={t`Quiet from`} value={quietFrom} onChange={(event) => set({ quietFrom: event.target.value })} />
        <TextField type="time" label={t`Quiet until`} value={quietTo} onChange={(event) => set({ quietTo: event.target.value })} />
      </div>
      {inboxes.length > 0 ? (
        <fieldset className={styles.ticks}>
          <legend>{t`Sounds from`}</legend>
          {inboxes.map(({ id, name }) => <label key={id}><input type="checkbox" checked={!silenced.includes(id)} onChange={(event) => silence(id, event.target.checked)} />{name}</label>)}
        </fieldset>
      ) : null}
    </div>
  );
}
