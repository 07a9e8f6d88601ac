// What a message is when it is not (only) text, in one word and one picture.
import { t } from '@lingui/core/macro';
import { FileText, Image, LayoutTemplate, ListChecks, MapPin, Mic, Sticker, UserRound, Video, CircleHelp, MessageSquare, type LucideIcon } from 'lucide-react';
import type { Conversation, Message } from '../api/types';

type ContentType = Message['content_type'];

export function contentWords(type: ContentType): string {
  switch (type) {
    case 'text': return t`Message`;
    case 'image': return t`Photo`;
    case 'audio': return t`Voice message`;
    case 'video': return t`Video`;
    case 'document': return t`Document`;
    case 'sticker': return t`Sticker`;
    case 'location': return t`Location`;
    case 'contacts': return t`Contact details`;
    case 'interactive': return t`Choice`;
    case 'template': return t`Template`;
    case 'post': return t`Post`;
    case 'comment': return t`Comment`;
    case 'unsupported': return t`We do not show this kind of message yet.`;
  }
}

// What stands for a message in one line. Words without any are words that were taken back.
export function previewWords({ text, content_type: type, kind }: Pick<Message, 'text' | 'content_type'> & { kind?: Message['kind'] }): string {
  if (text) return text;
  return type === 'text' && kind !== 'activity' ? t`Message withdrawn` : contentWords(type);
}

// The same of a conversation's last message: where everybody may write, it says who did, unless that is whom it is with.
export function lastWords(last: NonNullable<Conversation['last_message']>, customer?: string): string {
  const words = previewWords(last);
  return last.direction === 'in' && last.sender_name && last.sender_name !== customer ? `${last.sender_name}: ${words}` : words;
}

const pictures: Partial<Record<ContentType, LucideIcon>> = {
  image: Image, audio: Mic, video: Video, document: FileText, sticker: Sticker, location: MapPin, contacts: UserRound,
  interactive: ListChecks, template: LayoutTemplate, unsupported: CircleHelp, post: MessageSquare, comment: MessageSquare,
};

export function contentPicture(type: ContentType): LucideIcon | undefined {
  return pictures[type];
}
