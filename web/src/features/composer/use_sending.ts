// Sends what stands in the composer: at once on the screen, as many messages as the channel needs.
import { useLocation } from 'wouter';
import type { Capabilities, ComposeMode, ContactIdentity, Conversation } from '../../api/types';
import { sendElsewhere } from '../../state/elsewhere';
import { setStatus } from '../../state/actions';
import { partsOf, textLimit } from '../../state/compose';
import { isEmpty, type DraftSlot } from '../../state/draft';
import { clearDraft, draftKey } from '../../state/drafts';
import { send } from '../../state/outbox';
import { quote, useScreen } from '../../state/screen';
import { usePreferences } from '../../state/preferences';
import { signed } from '../../state/signature';
import { textLength } from '../../state/text_length';

export interface Sending {
  length: number;
  limit: number;
  tooLong: boolean;
  maySend: boolean;
  submit: (resolve: boolean) => boolean;
}

// Notes stay with us: they have our own limit, not the channel's.
const noteMax = 100_000;

function sendNote(conversationId: string, text: string, onSent: () => void): void {
  send({ conversationId, message: { kind: 'note', text }, onSent });
}

function sendReply(conversation: Conversation, slot: DraftSlot, capabilities: Capabilities, onSent: () => void): void {
  const quoted = useScreen.getState().quoted[conversation.id];
  const parts = partsOf(signed(slot.text.trim(), conversation.channel, usePreferences.getState().signature), slot.attachments, capabilities);
  parts.forEach((part, index) => send({
    conversationId: conversation.id,
    message: {
      kind: 'reply',
      ...(part.text ? { text: part.text } : {}),
      ...(part.attachments.length > 0 ? { attachment_ids: part.attachments.map(({ id }) => id) } : {}),
      ...(index === 0 && quoted ? { reply_to_id: quoted.id } : {}),
      ...(conversation.public ? { public: true } : {}),
    },
    attachments: part.attachments,
    quoted: index === 0 ? quoted : undefined,
    ...(index === parts.length - 1 ? { onSent } : {}),
  }));
  quote(conversation.id, undefined);
}

export function useSending(conversation: Conversation, mode: ComposeMode, slot: DraftSlot, capabilities: Capabilities, uploading: boolean, elsewhere: ContactIdentity | undefined): Sending {
  const [, go] = useLocation();
  const channelLimit = textLimit(conversation, capabilities);
  const length = textLength(slot.text, mode === 'note' ? 'characters' : channelLimit.unit);
  const limit = mode === 'note' ? noteMax : channelLimit.max;
  const tooLong = length > limit;
  // By another address goes text alone.
  const hasText = slot.text.trim() !== '';
  const maySend = !isEmpty(slot) && !tooLong && !uploading && (mode === 'reply' || hasText) && (!elsewhere || (hasText && slot.attachments.length === 0));
  const submit = (resolve: boolean) => {
    if (!maySend) return false;
    const onSent = () => { if (resolve) void setStatus(conversation.id, 'resolved'); };
    if (elsewhere) void sendElsewhere(conversation.id, elsewhere, slot.text.trim(), resolve, go);
    else if (mode === 'note') sendNote(conversation.id, slot.text.trim(), onSent);
    else sendReply(conversation, slot, capabilities, onSent);
    if (!elsewhere) clearDraft(draftKey(conversation.id, mode));
    return !elsewhere;
  };
  return { length, limit, tooLong, maySend, submit };
}
