// Sends what stands in the composer: at once on the screen, as many messages as the channel needs.
import { useLocation } from 'wouter';
import type { Capabilities, ComposeMode, ContactIdentity, Conversation, Message } from '../../api/types';
import { sendElsewhere } from '../../state/elsewhere';
import { setStatus } from '../../state/actions';
import { partsOf, textLimit } from '../../state/compose';
import { isEmpty, type DraftSlot } from '../../state/draft';
import { clearDraft, draftKey } from '../../state/drafts';
import { useInbox } from '../../state/desk';
import { send } from '../../state/outbox';
import { quote, useScreen } from '../../state/screen';
import { usePreferences } from '../../state/preferences';
import { signed, unsigned } from '../../state/signature';
import { serverNow } from '../../state/server_clock';
import { textLength } from '../../state/text_length';
import { keepArrived, leaveOffer, offerUndo, undoSeconds } from '../../state/undo_send';

export interface Sending {
  length: number;
  limit: number;
  tooLong: boolean;
  maySend: boolean;
  submit: (way: Way) => boolean;
}

// What happens after it: one stays, the conversation is done, or the next one opens. And when it leaves.
export interface Way {
  then: 'stay' | 'resolve' | 'next';
  at?: Date;
}

// Notes stay with us: they have our own limit, not the channel's.
const noteMax = 100_000;

function sendNote(conversationId: string, text: string, resolves: boolean): void {
  send({ conversationId, message: { kind: 'note', text }, resolves, ...(resolves ? { onSent: () => void setStatus(conversationId, 'resolved') } : {}) });
}

interface Outgoing {
  conversation: Conversation;
  slot: DraftSlot;
  capabilities: Capabilities;
  // Planned by the person; otherwise it leaves after the time in which it can be taken back.
  plannedAt: Date | undefined;
  undo: number;
  resolve: boolean;
  // Who else gets a mail.
  cc: string[];
  // In public, the comment that the bar names.
  answered: Message | undefined;
}

function sendReply({ conversation, slot, capabilities, plannedAt, undo, resolve, cc, answered }: Outgoing): void {
  const { id: conversationId } = conversation;
  const quoted = answered ?? useScreen.getState().quoted[conversationId];
  const { signature } = usePreferences.getState();
  const parts = partsOf(signed(slot.text.trim(), conversation.channel, signature), slot.attachments, capabilities);
  const leavesAt = plannedAt?.getTime() ?? (undo > 0 ? serverNow() + undo * 1000 : undefined);
  const isUndoable = undo > 0 && !plannedAt;
  const sent: string[] = parts.map((part, index) => send({
    conversationId,
    message: {
      kind: 'reply',
      ...(part.text ? { text: part.text } : {}),
      ...(part.attachments.length > 0 ? { attachment_ids: part.attachments.map(({ id }) => id) } : {}),
      ...(index === 0 && quoted ? { reply_to_id: quoted.id } : {}),
      ...(conversation.public ? { public: true } : {}),
      ...(cc.length > 0 ? { cc } : {}),
      ...(leavesAt === undefined ? {} : { send_at: new Date(leavesAt).toISOString() }),
    },
    attachments: part.attachments,
    quoted: index === 0 ? quoted : undefined,
    resolves: resolve && index === parts.length - 1,
    onSent: (message) => {
      keepArrived(message.client_id ?? '', message);
      if (resolve && index === parts.length - 1 && message.status !== 'awaiting_approval') void setStatus(conversationId, 'resolved', undefined, isUndoable, false);  // the reply keeps a promise
    },
    onRefused: () => { const clientId = sent[index]; if (clientId) leaveOffer(clientId); },
  }));
  quote(conversationId, undefined);
  if (!isUndoable) return;
  // The signature comes again when it is sent again.
  const byId = new Map(sent.map((clientId, index) => [clientId, { text: unsigned(parts[index]?.text ?? '', signature), attachments: parts[index]?.attachments ?? [] }]));
  offerUndo({ conversationId, parts: byId, quoted, before: resolve ? conversation.status : undefined }, undo);
}

// To whom it goes besides the customer, or instead by another address.
export interface Whither {
  elsewhere: ContactIdentity | undefined;
  cc: string[];
  subject: string;
  // In public, which comment it answers.
  answered: Message | undefined;
}

export function useSending(conversation: Conversation, mode: ComposeMode, slot: DraftSlot, capabilities: Capabilities, uploading: boolean, { elsewhere, cc, subject, answered }: Whither): Sending {
  const [, go] = useLocation();
  const inbox = useInbox(conversation.inbox_id);
  const channelLimit = textLimit(conversation, capabilities);
  const length = textLength(slot.text, mode === 'note' ? 'characters' : channelLimit.unit);
  const limit = mode === 'note' ? noteMax : channelLimit.max;
  const tooLong = length > limit;
  // By another address goes text alone.
  const hasText = slot.text.trim() !== '';
  const maySend = !isEmpty(slot) && !tooLong && !uploading && (mode === 'reply' || hasText) && (!elsewhere || (hasText && slot.attachments.length === 0));
  const submit = ({ then, at }: Way) => {
    if (!maySend) return false;
    const resolve = then === 'resolve';
    if (elsewhere) void sendElsewhere(conversation.id, elsewhere, { text: slot.text.trim(), subject: subject.trim() }, resolve, go);
    else if (mode === 'note') sendNote(conversation.id, slot.text.trim(), resolve);
    else sendReply({ conversation, slot, capabilities, plannedAt: at, undo: undoSeconds(conversation.channel, inbox), resolve, cc, answered });
    if (!elsewhere) clearDraft(draftKey(conversation.id, mode));
    return !elsewhere;
  };
  return { length, limit, tooLong, maySend, submit };
}
