// E-mail and password, with an honest word when it fails or must wait.
import { t } from '@lingui/core/macro';
import { CircleAlert, Eye, EyeOff } from 'lucide-react';
import { useEffect, useState, type SyntheticEvent, type KeyboardEvent } from 'react';
import { NetworkFailure, Problem } from '../../api/problem';
import { logIn } from '../../state/session_life';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/field';
import { IconButton } from '../../ui/icon_button';
import { Keys } from '../../ui/kbd';
import { serverWords } from '../../ui/server_words';

const usualWaitSeconds = 30;

interface Failure {
  words: string;
  // Until then trying is of no use.
  until?: number;
}

function failureOf(error: unknown): Failure {
  if (error instanceof NetworkFailure) return { words: t`The server gives no answer. Try again in a moment.` };
  if (!(error instanceof Problem)) return { words: t`Logging in did not work.` };
  if (error.status === 401) return { words: t`This e-mail address and password do not belong together.` };
  if (error.status === 429 || error.status === 503) return { words: t`Too many attempts.`, until: Date.now() + (error.retryAfterSeconds ?? usualWaitSeconds) * 1000 };
  return { words: serverWords(error) };
}

// Seconds left until trying makes sense again.
function useWait(until: number | undefined): number {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (until === undefined) return setLeft(0);
    const look = () => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000)));
    look();
    const timer = setInterval(look, 500);
    return () => clearInterval(timer);
  }, [until]);
  return left;
}

function PasswordField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const [shown, setShown] = useState(false);
  const [capitals, setCapitals] = useState(false);
  const look = (event: KeyboardEvent) => setCapitals(event.getModifierState('CapsLock'));
  return (
    <TextField
      label={t`Password`} large type={shown ? 'text' : 'password'} name="password" autoComplete="current-password" required value={value}
      onChange={(event) => onChange(event.target.value)} onKeyUp={look} help={capitals ? t`Caps lock is on` : undefined}
      tail={<IconButton of={shown ? EyeOff : Eye} label={shown ? t`Hide password` : t`Show password`} onClick={() => setShown(!shown)} />}
    />
  );
}

export interface LogInFormProps {
  // Set when someone's session has ended and only the password is asked again: the dialog around it moves the focus.
  email?: string;
}

export function LogInForm({ email: known }: LogInFormProps) {
  const [email, setEmail] = useState(known ?? '');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const wait = useWait(failure?.until);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (busy || wait > 0) return;
    setBusy(true);
    setFailure(undefined);
    logIn(email.trim(), password).catch((error: unknown) => setFailure(failureOf(error))).finally(() => setBusy(false));
  };
  return (
    <form onSubmit={submit} className="col" style={{ gap: 'var(--s5)' }}>
      {known ? <input type="email" name="email" value={known} autoComplete="username" readOnly hidden /> : <TextField label={t`E-mail address`} large type="email" name="email" autoComplete="username" required value={email} autoFocus onChange={(event) => setEmail(event.target.value)} />}
      <PasswordField value={password} onChange={setPassword} />
      {failure ? <Banner tone="late" of={CircleAlert} role="alert">{failure.words}{wait > 0 ? ` ${t`Try again in ${wait} s.`}` : null}</Banner> : null}
      <Button type="submit" variant="primary" size="lg" block disabled={busy || wait > 0}>{t`Continue`}<Keys keys="Enter" /></Button>
    </form>
  );
}
