// Next customer, promises, hand-overs and followers: shown at once where that can be, told plainly where it fails.
import { t } from '@lingui/core/macro';
import { putAvailability } from '../api/session';
import { acceptTransfer, postTransfer, putParticipants, putPromise, returnTransfer, takeNext, withdrawTransfer, type TransferBody } from '../api/together';
import { Problem } from '../api/problem';
import type { Conversation, User } from '../api/types';
import { momentWords } from '../ui/time_words';
import { setStatus } from './actions';
import { keepConversation, keys, knownConversation, queryClient } from './cache';
import { contactName } from './contact_name';
import { settleInLists } from './lists';
import { openPromise } from './promised';
import { inboxPath } from './route';
import { useScreen } from './screen';
import { keepMe, myId } from './session';
import { showToast } from './toasts';
import { countsMayDiffer } from './views';
import { whyWords } from './why';

function keep(conversation: Conversation): void {
  keepConversation(conversation);
  settleInLists(conversation.id);
  countsMayDiffer();
}

let asking = false;

function explainNext(error: unknown, again: () => void): void {
  if (error instanceof Problem && error.reason === 'not_available') {
    const comeOnline = () => void putAvailability('online').then((me) => { keepMe(me); again(); }, () => undefined);
    showToast({ text: t`You are offline: no customer comes to you.`, tone: 'error', action: { label: t`Go online`, run: comeOnline } });
  } else {
    showToast({ text: t`The next customer could not be asked for.`, tone: 'error', action: { label: t`Retry`, run: again } });
  }
}

// The most urgent one that this person may take; the server claims it, so that no two get the same.
export async function next(current: string | undefined, go: (path: string) => void): Promise<void> {
  if (asking) return;
  asking = true;
  try {
    const conversation = await takeNext(current);
    useScreen.setState({ nobodyWaits: conversation === undefined });
    if (conversation) {
      keep(conversation);
      useScreen.setState({ awaited: conversation.id });
      go(inboxPath({ kind: 'mine' }, conversation.id));
    } else if (current === undefined) go(inboxPath({ kind: 'mine' }));
    else showToast({ text: t`Nobody is waiting`, tone: 'done' });
  } catch (error) {
    explainNext(error, () => void next(current, go));
  } finally {
    asking = false;
  }
}

async function attempt(work: () => Promise<Conversation>, failed: string, again: () => void): Promise<boolean> {
  try {
    keep(await work());
    return true;
  } catch (error) {
    showToast({ text: failed + await whyWords(error), tone: 'error', action: { label: t`Retry`, run: again } });
    return false;
  }
}

type Promised = Conversation['promise'];

// A colleague was first: what they promised is shown, and may be replaced by who has seen it.
function explainOvertaken(error: Problem, id: string): void {
  const current = error.current as Conversation | undefined;
  if (current) keep(current);
  const there = current ? openPromise(current) : undefined;
  const by = queryClient.getQueryData<User[]>(keys.users)?.find((user) => user.id === there?.user_id)?.name ?? t`A colleague`;
  const when = there ? momentWords(there.at, Date.now()) : '';
  const look = () => { if (useScreen.getState().opened === id) useScreen.setState({ asking: 'promise' }); };
  if (there) showToast({ text: t`${by} promised an answer by ${when} meanwhile.`, tone: 'error', action: { label: t`Change promise`, run: look } });
  else showToast({ text: t`The promise was taken back meanwhile.`, tone: 'error' });
}

// Made only if the promise that was shown still stands there.
export async function promise(id: string, at: string | null, note: string, shown: Promised, quiet = false): Promise<void> {
  try {
    keep(await putPromise(id, { at, ...(at !== null && note ? { note } : {}), expected_at: shown?.at ?? null }));
  } catch (error) {
    if (error instanceof Problem && error.reason === 'promised_meanwhile') explainOvertaken(error, id);
    else if (error instanceof Problem && error.reason === 'resolved') showToast({ text: t`This is resolved. Open it again before you promise something.`, tone: 'error', action: { label: t`Reopen`, run: () => void setStatus(id, 'open') } });
    else {
      const why = error instanceof Problem && error.status < 500 ? ` ${error.detail}` : '';
      showToast({ text: t`The promise was not kept.` + why, tone: 'error', action: { label: t`Retry`, run: () => void promise(id, at, note, shown, quiet) } });
    }
    return;
  }
  if (quiet) return;
  const now = knownConversation(id);
  const undo = () => void promise(id, shown?.at ?? null, shown?.note ?? '', now ? openPromise(now) : undefined, true);
  showToast({ text: at === null ? t`Promise removed` : t`Promise made`, tone: 'done', action: { label: t`Undo`, keys: 'Ctrl+Z', run: undo } });
}

export async function transfer(id: string, to: TransferBody, name: string): Promise<void> {
  if (await attempt(() => postTransfer(id, to), t`Could not hand it over.`, () => void transfer(id, to, name))) showToast({ text: t`Offered to ${name}`, tone: 'done' });
}

// Two of a team may press at once: who was second is told.
export async function accept(id: string): Promise<void> {
  try {
    keep(await acceptTransfer(id));
  } catch (error) {
    if (error instanceof Problem && error.status === 409) showToast({ text: t`A colleague was first.`, tone: 'error' });
    else showToast({ text: t`Could not take it over.`, tone: 'error', action: { label: t`Retry`, run: () => void accept(id) } });
    void queryClient.invalidateQueries({ queryKey: keys.conversation(id) });
  }
}

export async function giveBack(id: string, note: string): Promise<void> {
  await attempt(() => returnTransfer(id, note), t`Could not give it back.`, () => void giveBack(id, note));
}

export async function withdraw(id: string): Promise<void> {
  if (await attempt(() => withdrawTransfer(id), t`Could not take it back.`, () => void withdraw(id))) showToast({ text: t`The offer is taken back`, tone: 'done' });
}

export async function follow(conversation: Conversation): Promise<void> {
  const { id, participants: before = [] } = conversation;
  const me = myId();
  const isIn = before.includes(me);
  const participants = isIn ? before.filter((one) => one !== me) : [...before, me];
  const shown = { ...conversation, participants };
  queryClient.setQueryData(keys.conversation(id), shown);
  const name = contactName(conversation.contact);
  if (await attempt(() => putParticipants(id, participants), t`Could not change who follows.`, () => void follow(conversation))) showToast({ text: isIn ? t`You no longer follow ${name}` : t`You follow ${name}`, tone: 'done', action: { label: t`Undo`, keys: 'Ctrl+Z', run: () => { const now = knownConversation(id); if (now) void follow(now); } } });
  else if (knownConversation(id) === shown) queryClient.setQueryData(keys.conversation(id), conversation);
}
