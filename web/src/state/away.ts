// What is told while nobody looks at the desk: whether somebody looks at this screen, and the pushes of this browser. It
// starts when it is loaded, which has time.
import { useConnection } from './connection';
import { startLooking } from './looking';
import { pushOwner } from './push_owner';
import { useSession } from './session';
import { command } from './stream';

// On for the one who turned it on; what an earlier person left is taken away. What fails is tried after the next log-in.
async function renewPush(userId: string): Promise<void> {
  const owner = pushOwner();
  if (owner === undefined) return;
  const push = await import('./push');
  await (owner === userId ? push.renew() : push.leave());
}

let known: string | undefined;

function settle(): void {
  const { session } = useSession.getState();
  const userId = session.kind === 'signed_in' ? session.user.id : undefined;
  if (userId !== undefined && userId !== known) renewPush(userId).catch(() => undefined);
  known = userId;
}

// A push that was clicked leads the open desk to its conversation.
function followPushes(): void {
  if (!('serviceWorker' in navigator)) return;
  navigator.serviceWorker.addEventListener('message', ({ data, ports }: MessageEvent<{ type?: string; path?: string }>) => {
    if (data.type !== 'open' || !/^\/all\/\d+$/.test(data.path ?? '')) return;
    location.hash = data.path ?? '';
    ports[0]?.postMessage('opened');
  });
}

function follow(): void {
  const looking = startLooking(command);
  // A new line knows nothing yet.
  useConnection.subscribe(({ state }, before) => {
    if (state.kind === 'live' && before.state.kind !== 'live') looking();
  });
  looking();
  useSession.subscribe(settle);
  settle();
  followPushes();
}

follow();
