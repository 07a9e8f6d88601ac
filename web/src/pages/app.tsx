// What is shown where: the door, the inbox, the wall, the settings.
import { t } from '@lingui/core/macro';
import { CircleAlert } from 'lucide-react';
import { Suspense, useEffect, useState } from 'react';
import { Redirect, Route, Router, Switch } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { saveDraftsOnLeaving } from '../state/drafts';
import { holdEarlyKeys } from '../state/early_keys';
import { loadPart } from '../state/parts';
import { usePromised } from '../state/promised';
import { useRequired } from '../state/required';
import { useScreen } from '../state/screen';
import { useSession } from '../state/session';
import { findSession } from '../state/session_life';
import { retryNow, startStream } from '../state/stream';
import { EmptyState } from '../ui/banner';
import { Button } from '../ui/button';
import { loadDialogs } from '../ui/dialog';
import { lazily } from '../ui/lazily';
import { PartsBar } from '../ui/parts_bar';
import { ToastRegion } from '../ui/toast_region';
import { InboxPage } from './inbox_page';
import { ScreenKeys } from './screen_keys';

const WallPage = lazily(async () => (await import('../features/wall/wall_page')).WallPage);
const SettingsPage = lazily(async () => (await import('./settings_page')).SettingsPage);
const LoginPage = lazily(async () => (await import('../features/login/login_page')).LoginPage);
const KeptDialog = lazily(async () => (await import('../features/thread/kept_dialog')).KeptDialog);
const RequiredDialog = lazily(async () => (await import('../features/thread/required_dialog')).RequiredDialog);
const StartDialog = lazily(async () => (await import('../features/start/start_dialog')).StartDialog);
const loadExpired = () => import('../features/login/expired_dialog');
const ExpiredDialog = lazily(async () => (await loadExpired()).ExpiredDialog);

// A session may end after an upgrade, when the server no longer has this page's parts: who must log in again there finds
// the dialog in the page.
export function loadLogIn(): void {
  void loadPart(loadExpired);
  void loadPart(loadDialogs);
}

function Rooms() {
  const expired = useSession((store) => store.session.kind === 'expired');
  const starting = useScreen((store) => store.starting);
  const asking = useRequired((store) => store.asking);
  const question = usePromised((store) => store.question);
  useEffect(() => startStream(), []);
  useEffect(() => saveDraftsOnLeaving(), []);
  useEffect(() => holdEarlyKeys(), []);
  // Logged in again: the stream goes on where it stopped.
  useEffect(() => { if (!expired) retryNow(); }, [expired]);
  return (
    <>
      <Suspense fallback={null}>
        <Switch>
          <Route path="/wall"><WallPage /><ScreenKeys /></Route>
          <Route path="/settings/:section?/:item?">{({ section, item }) => <SettingsPage section={section} item={item} />}</Route>
          <Route path="/:slug/:id/:message">{({ slug, id, message }) => <InboxPage slug={slug} conversationId={id} messageId={message} />}</Route>
          <Route path="/:slug/:id?">{({ slug, id }) => <InboxPage slug={slug} conversationId={id} messageId={undefined} />}</Route>
          <Route><Redirect to="/mine" replace /></Route>
        </Switch>
      </Suspense>
      {starting ? <Suspense fallback={null}><StartDialog contactId={starting.contactId} /></Suspense> : null}
      {asking ? <Suspense fallback={null}><RequiredDialog asking={asking} /></Suspense> : null}
      {question ? <Suspense fallback={null}><KeptDialog question={question} /></Suspense> : null}
      {expired ? <Suspense fallback={null}><ExpiredDialog /></Suspense> : null}
    </>
  );
}

function Unreachable({ retry }: { retry: () => void }) {
  return <EmptyState of={CircleAlert} title={t`The server gives no answer`} alert actions={<Button variant="primary" onClick={retry}>{t`Retry`}</Button>}>{t`Check your connection.`}</EmptyState>;
}

function Door() {
  const kind = useSession((store) => store.session.kind);
  const [unreachable, setUnreachable] = useState(false);
  const find = () => { setUnreachable(false); findSession().catch(() => setUnreachable(true)); };
  useEffect(find, []);
  if (unreachable) return <Unreachable retry={find} />;
  if (kind === 'unknown') return null;
  return kind === 'signed_out' ? <Suspense fallback={null}><LoginPage /></Suspense> : <Rooms />;
}

export function App() {
  return (
    <Router hook={useHashLocation}>
      <PartsBar />
      <Door />
      <ToastRegion />
    </Router>
  );
}
