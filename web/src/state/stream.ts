// The stream's socket: it greets, applies what comes, and comes back by itself.
import { applyItems, refreshSnapshots } from './apply_event';
import { backoffMs } from './backoff';
import { heard, keepSpool, setConnection, useConnection } from './connection';
import { saveAllDrafts } from './drafts';
import { sendWaiting } from './outbox';
import { forgetPresence } from './presence';
import { keepServerTime } from './server_clock';
import { checkSession } from './session_life';
import { advance, behind, helloOf, type Cursor, type StreamFrame } from './stream_cursor';

export type StreamCommand =
  | { type: 'typing'; conversation_id: string; mode: 'reply' | 'note' }
  | { type: 'viewing'; conversation_id?: string }
  | { type: 'looking'; looking: boolean }
  | { type: 'ping' };

// The server says something every 25 seconds; after this silence the line is dead.
const silenceMs = 45_000;
const watchMs = 5_000;
// Without a stream the screen still works; it only does not move by itself.
const patienceMs = 3_000;
const sessionEnded = 4001;

let socket: WebSocket | undefined;
let cursor: Cursor = {};
let attempts = 0;
let offlineSince: number | undefined;
let retryTimer: ReturnType<typeof setTimeout> | undefined;
let watchTimer: ReturnType<typeof setInterval> | undefined;
let viewing: string | undefined;

function address(): string {
  return `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/api/v1/stream`;
}

function showStanding(): void {
  const { left, total } = behind(cursor);
  setConnection(left > 0 ? { kind: 'catching_up', left, total } : { kind: 'live' });
}

function afterWelcome(): void {
  attempts = 0;
  offlineSince = undefined;
  useConnection.setState({ welcomed: true });
  keepSpool({});
  if (viewing !== undefined) command({ type: 'viewing', conversation_id: viewing });
  sendWaiting();
  saveAllDrafts();
}

function receive(frame: StreamFrame): void {
  heard();
  if (frame.type === 'welcome') keepServerTime(frame.server_time);
  const known = useConnection.getState().welcomed;
  const step = advance(cursor, frame);
  cursor = step.cursor;
  if (step.apply.length > 0) applyItems(step.apply);
  if (step.refresh && known) refreshSnapshots();
  if (frame.type === 'welcome' || frame.type === 'reset') afterWelcome();
  showStanding();
}

function scheduleRetry(ms: number): void {
  clearTimeout(retryTimer);
  offlineSince ??= Date.now();
  setConnection({ kind: 'offline', since: offlineSince, retryAt: Date.now() + ms });
  retryTimer = setTimeout(connect, ms);
}

// A refused handshake looks like any broken line; only the session's own answer tells.
async function retry(): Promise<void> {
  const ms = backoffMs(attempts);
  attempts += 1;
  scheduleRetry(ms);
  if (attempts > 1) await checkSession();
}

function closed(code: number): void {
  socket = undefined;
  forgetPresence();
  if (code === sessionEnded) {
    setConnection({ kind: 'signed_out' });
    void checkSession();
    return;
  }
  void retry();
}

function connect(): void {
  clearTimeout(retryTimer);
  const opened = new WebSocket(address());
  socket = opened;
  opened.onopen = () => { heard(); opened.send(JSON.stringify(helloOf(cursor))); };
  opened.onmessage = ({ data }) => { if (socket === opened) receive(JSON.parse(String(data)) as StreamFrame); };
  opened.onclose = ({ code }) => { if (socket === opened) closed(code); };
}

function watch(): void {
  const silence = Date.now() - useConnection.getState().heardAt;
  if (socket?.readyState === WebSocket.OPEN && silence > silenceMs) dropLine();
}

// A dead line may take minutes to say so: we leave it and start anew.
function dropLine(): void {
  const old = socket;
  socket = undefined;
  old?.close();
  closed(1006);
}

export function command(message: StreamCommand): void {
  if (message.type === 'viewing') viewing = message.conversation_id;
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
}

export function retryNow(): void {
  if (socket) return;
  connect();
}

export function startStream(): () => void {
  cursor = {};
  attempts = 0;
  setConnection({ kind: 'connecting' });
  connect();
  watchTimer = setInterval(watch, watchMs);
  const patience = setTimeout(() => useConnection.setState({ welcomed: true }), patienceMs);
  window.addEventListener('online', retryNow);
  window.addEventListener('offline', dropLine);
  return () => {
    clearInterval(watchTimer);
    clearTimeout(patience);
    clearTimeout(retryTimer);
    window.removeEventListener('online', retryNow);
    window.removeEventListener('offline', dropLine);
    const old = socket;
    socket = undefined;
    old?.close();
    useConnection.setState({ welcomed: false });
  };
}
