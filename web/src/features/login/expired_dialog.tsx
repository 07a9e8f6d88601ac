// The session ended: the work stays behind this dialog and goes on after the password.
import { t } from '@lingui/core/macro';
import { useOutbox } from '../../state/outbox';
import { useSession } from '../../state/session';
import { logOut } from '../../state/session_life';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { LogInForm } from './log_in_form';

export function ExpiredDialog() {
  const session = useSession((store) => store.session);
  const waiting = useOutbox((store) => store.pending.length);
  if (session.kind !== 'expired') return null;
  const leave = () => void logOut();
  return (
    <Dialog open unasked onClose={leave} title={t`Log in again`} actions={<Button variant="ghost" onClick={leave}>{t`Log out`}</Button>} description={waiting > 0 ? t`Your drafts and ${waiting} waiting replies stay as they are.` : t`Your drafts stay as they are.`}>
      <LogInForm email={session.user.email} />
    </Dialog>
  );
}
