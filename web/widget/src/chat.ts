// What one tab knows of the chat, and how it keeps up with the server and the other tabs.
import { Api, Refused } from './api';
import type { Identity, WireAttachment, WireFrame, WireInbox, WireMessage } from './wire';

export interface Pending { clientId: string; text: string; attachments: WireAttachment[]; failed: boolean; at: string }

export interface ChatState {
  isOpen: boolean;
  isLive: boolean;
  hasTried: boolean;
  isRefused: boolean;
  inbox?: WireInbox;
  name: string;
  messages: WireMessage[];
  pending: Pending[];
  isOffline: boolean;
  typist: string;
}

const typingShownMs = 6000;
const typingToldEveryMs = 3000;
const pingEveryMs = 20_000;
const pauseMaxMs = 30_000;
const firstPauseMs = 1000;

const byId = (a: WireMessage, b: WireMessage) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1);
const uniqueWord = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

export class Chat {
  state: ChatState = { isOpen: false, isLive: false, hasTried: false, isRefused: false, name: '', messages: [], pending: [], isOffline: !navigator.onLine, typist: '' };
  private readonly listeners = new Set<() => void>();
  private readonly tabs: BroadcastChannel | undefined;
  private readonly place: string;
  private socket: WebSocket | undefined;
  private pause = 500;
  private isSending = false;
  private sendPause = firstPauseMs;
  private resend: ReturnType<typeof setTimeout> | undefined;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private typingEnds: ReturnType<typeof setTimeout> | undefined;
  private typingTold = 0;
  private readTold = '';
  private heard = 0;
  private readonly heardOf = new Map<string, number>();
  private opening: Promise<boolean> | undefined;
  private identity: Identity | undefined;

  constructor(readonly api: Api) {
    this.place = `balie:${api.key}`;
    api.token = this.stored();
    this.state.pending = this.unsent();
    this.tabs = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(this.place);
    if (this.tabs) this.tabs.onmessage = ({ data }: MessageEvent<{ token: string }>) => { this.takeToken(data.token, false); };
    addEventListener('online', () => { this.set({ isOffline: false }); this.pause = 500; this.connect(); this.sendAgain(); });
    addEventListener('offline', () => { this.set({ isOffline: true }); });
    document.addEventListener('visibilitychange', () => { this.tellRead(); });
    if (api.token !== '') this.connect();
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private set(change: Partial<ChatState>): void {
    this.state = { ...this.state, ...change };
    if (change.pending) this.keepUnsent(change.pending);
    for (const listener of this.listeners) listener();
  }

  private stored(): string {
    try { return localStorage.getItem(this.place) ?? ''; } catch { return ''; }
  }

  // What is written but not sent outlives a reload. It is this tab's alone, so that no other sends it too,
  // and this visitor's: whoever takes the chat over does not send what another wrote.
  private unsent(): Pending[] {
    try {
      const kept = JSON.parse(sessionStorage.getItem(this.place) ?? '{}') as { token?: string; pending?: Pending[] };
      return kept.token === this.api.token ? (kept.pending ?? []) : [];
    } catch { return []; }
  }

  private keepUnsent(pending: Pending[]): void {
    try {
      if (pending.length === 0) sessionStorage.removeItem(this.place);
      else sessionStorage.setItem(this.place, JSON.stringify({ token: this.api.token, pending }));
    } catch { /* a page without storage keeps it for its own time */ }
  }

  private takeToken(token: string, tells: boolean): void {
    if (token === this.api.token) return;
    const isFirst = this.api.token === '';
    this.api.token = token;
    if (tells) {
      try { if (token === '') localStorage.removeItem(this.place); else localStorage.setItem(this.place, token); } catch { /* a page without storage keeps it for its own time */ }
      this.tabs?.postMessage({ token });
    }
    this.set({ messages: [], pending: isFirst ? this.state.pending : [], typist: '' });
    this.socket?.close();
    if (token !== '') this.connect();
  }

  // A session, made when there is none; true when there is one now.
  open(person: { name?: string; email?: string } = {}): Promise<boolean> {
    this.opening ??= this.openOnce(person).finally(() => { this.opening = undefined; });
    return this.opening;
  }

  private async openOnce(person: { name?: string; email?: string }): Promise<boolean> {
    try {
      const session = await this.api.session({ ...person, ...(this.identity ? { identity: this.identity } : {}) });
      this.set({ inbox: session.inbox, name: session.contact.name ?? '', hasTried: false, isRefused: false });
      this.takeToken(session.visitor_token, true);
      return true;
    } catch (refusal) {
      this.set({ hasTried: true, isRefused: refusal instanceof Refused && refusal.status < 500 && refusal.status !== 429 });
      return false;
    }
  }

  async identify(identity: Identity): Promise<boolean> {
    this.identity = identity;
    const done = await this.open();
    this.connect();
    return done;
  }

  forget(): void {
    this.identity = undefined;
    this.takeToken('', true);
    this.set({ name: '', isLive: false });
  }

  connect(): void {
    clearTimeout(this.retry);
    if (this.api.token === '' || (this.socket && this.socket.readyState < WebSocket.CLOSING)) return;
    const socket = this.api.stream();
    this.socket = socket;
    const pings = setInterval(() => { if (socket.readyState === WebSocket.OPEN) socket.send('{"type":"ping"}'); }, pingEveryMs);
    socket.onopen = () => { socket.send(JSON.stringify({ type: 'hello', token: this.api.token, ...(this.newest() ? { after: this.newest() } : {}) })); };
    socket.onmessage = ({ data }: MessageEvent<string>) => { this.hear(JSON.parse(data) as WireFrame); };
    socket.onclose = ({ code }) => {
      clearInterval(pings);
      if (this.socket !== socket) return;
      this.socket = undefined;
      this.set({ isLive: false, hasTried: true });
      if (code === 4001) { void this.open(); return; }
      this.pause = Math.min(this.pause * 2, pauseMaxMs);
      this.retry = setTimeout(() => { this.connect(); }, this.pause * (0.5 + Math.random() / 2));
    };
  }

  private newest(): string | undefined { return this.state.messages.at(-1)?.id; }

  private hear(frame: WireFrame): void {
    if (frame.type === 'welcome') void this.refresh();
    if (frame.type === 'message') { this.note([frame.message]); this.keep([frame.message]); }
    if (frame.type === 'read') {
      this.note(this.state.messages);
      this.set({ messages: this.state.messages.map((one) => (one.direction === 'in' ? { ...one, status: 'read' } : one)) });
    }
    if (frame.type === 'typing') {
      this.set({ typist: frame.name });
      clearTimeout(this.typingEnds);
      this.typingEnds = setTimeout(() => { this.set({ typist: '' }); }, typingShownMs);
    }
  }

  private note(messages: WireMessage[]): void {
    this.heard += 1;
    for (const { id } of messages) this.heardOf.set(id, this.heard);
  }

  // An answer may be older than what the stream has told since it was asked for: that stands.
  private async ask(question: Promise<WireMessage[]>): Promise<void> {
    const before = this.heard;
    this.keep((await question).filter(({ id }) => (this.heardOf.get(id) ?? 0) <= before));
  }

  // What changed while nobody listened is read anew; what was not sent is sent again, under its own word.
  private async refresh(): Promise<void> {
    try {
      if (!this.state.inbox) await this.open();
      await this.ask(this.api.messages());
      this.pause = 500;
      this.set({ isLive: true, hasTried: true });
      void this.api.page().catch(() => undefined);
      this.sendAgain();
    } catch { this.socket?.close(); }
  }

  private keep(messages: WireMessage[]): void {
    const all = new Map(this.state.messages.map((one) => [one.id, one]));
    for (const one of messages) all.set(one.id, one);
    const arrived = new Set(messages.map((one) => one.client_id));
    const isAnswer = messages.some((one) => one.direction === 'out');
    this.set({ messages: [...all.values()].sort(byId), pending: this.state.pending.filter((one) => !arrived.has(one.clientId)), ...(isAnswer ? { typist: '' } : {}) });
    this.tellRead();
  }

  unread(): number { return this.state.messages.filter((one) => one.direction === 'out' && one.status !== 'read').length; }

  show(isOpen: boolean): void {
    this.set({ isOpen });
    if (isOpen && (this.api.token === '' || !this.state.inbox)) void this.open().then(() => { this.connect(); });
    this.tellRead();
  }

  private tellRead(): void {
    const isSeen = this.state.isOpen && document.visibilityState === 'visible';
    const status = isSeen ? 'read' : 'delivered';
    const last = this.state.messages.filter((one) => one.direction === 'out' && one.status !== 'read' && (isSeen || one.status === 'sent')).at(-1);
    if (!last || this.readTold === `${last.id} ${status}`) return;
    this.readTold = `${last.id} ${status}`;
    void this.api.read(last.id, status).catch(() => { this.readTold = ''; });
  }

  tellTyping(): void {
    if (!this.state.isLive || Date.now() - this.typingTold < typingToldEveryMs) return;
    this.typingTold = Date.now();
    void this.api.typing().catch(() => undefined);
  }

  say(text: string, attachments: WireAttachment[]): void {
    const one: Pending = { clientId: uniqueWord(), text, attachments, failed: false, at: new Date().toISOString() };
    this.typingTold = 0;
    this.set({ pending: [...this.state.pending, one] });
    void this.sendPending();
  }

  tryAgain(one: Pending): void {
    this.set({ pending: this.state.pending.map((each) => (each.clientId === one.clientId ? { ...each, failed: false } : each)) });
    this.sendAgain();
  }

  private sendAgain(): void {
    this.sendPause = firstPauseMs;
    void this.sendPending();
  }

  // One after another, so that they arrive in the order of writing; what the network keeps back is tried again later.
  private async sendPending(): Promise<void> {
    if (this.isSending) return;
    this.isSending = true;
    clearTimeout(this.resend);
    const next = () => this.state.pending.find(({ failed }) => !failed);
    for (let one = next(); one && (await this.push(one)); one = next()) this.sendPause = firstPauseMs;
    this.isSending = false;
    if (!next()) return;
    this.sendPause = Math.min(this.sendPause * 2, pauseMaxMs);
    this.resend = setTimeout(() => { void this.sendPending(); }, this.sendPause * (0.5 + Math.random() / 2));
  }

  // False when it is worth another try: nothing was said about the message itself.
  private async push(one: Pending): Promise<boolean> {
    try {
      if (this.api.token === '' && !(await this.open())) return false;
      await this.ask(this.api.say(one.clientId, one.text, one.attachments.map(({ id }) => id)).then((said) => [said]));
      this.set({ isOffline: false, pending: this.state.pending.filter(({ clientId }) => clientId !== one.clientId) });
      return true;
    } catch (refusal) {
      const failed = refusal instanceof Refused && refusal.status < 500 && refusal.status !== 429;
      this.set({ isOffline: !(refusal instanceof Refused), pending: this.state.pending.map((each) => (each.clientId === one.clientId ? { ...each, failed } : each)) });
      return failed;
    }
  }
}
