// What is shown where: the door, the inbox, the wall, the settings.
import { t } from '@lingui/core/macro';
import { CircleAlert } from 'lucide-react';
import { Suspense, useEffect, useState } from 'react';
import { Redirect, Route, Router, Switch } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { ExpiredDialog } from '../features/login/expired_dialog';
import { LoginPage } from '../features/login/login_page';
import { saveDraftsOnLeaving } from '../state/drafts';
import { useSession } from '../state/session';
import { findSession } from '../state/session_life';
import { retryNow, startStream } from '../state/stream';
import { EmptyState } from '../ui/banner';
import { Button } from '../ui/button';
import { ToastRegion } from '../ui/toast_region';
import { TooltipProvider } from '../ui/tooltip';
import { InboxPage } from './inbox_page';

const tooltipAfterMs = 400;

function Rooms() {
  const expired = useSession((store) => store.session.kind === 'expired');
  useEffect(() => startStream(), []);
  useEffect(() => saveDraftsOnLeaving(), []);
  // Logged in again: the stream goes on where it stopped.
  useEffect(() => { if (!expired) retryNow(); }, [expired]);
  return (
    <>
      <Suspense fallback={null}>
        <Switch>
          <Route path="/:slug/:id?">{({ slug, id }) => <InboxPage slug={slug} conversationId={id} />}</Route>
          <Route><Redirect to="/mine" replace /></Route>
        </Switch>
      </Suspense>
      <ExpiredDialog />
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
  return kind === 'signed_out' ? <LoginPage /> : <Rooms />;
}

export function App() {
  return (
    <Router hook={useHashLocation}>
      <TooltipProvider delayDuration={tooltipAfterMs}>
        <Door />
        <ToastRegion />
      </TooltipProvider>
    </Router>
  );
}
