// What may be written now, and into which messages a reply with files falls apart.
import type { Attachment, Capabilities, Conversation } from '../api/types';
import { textLength } from './text_length';

export interface Part {
  text: string;
  attachments: Attachment[];
}

export type Standing = 'free' | 'template_only' | 'closed' | 'opted_out' | 'answered_once' | 'erased';

// Whether free text may be sent at this moment.
export function standing(conversation: Pick<Conversation, 'public' | 'contact' | 'opted_out' | 'reply_window_ends_at' | 'late_reply_window_ends_at'>, capabilities: Capabilities, now: number): Standing {
  if (conversation.public) return 'free';
  if (conversation.contact.erased_at !== undefined) return 'erased';
  if (conversation.opted_out) return 'opted_out';
  if (!capabilities.private) return 'answered_once';
  if (capabilities.reply_window_hours === undefined) return 'free';
  const isOpen = (ends: string | undefined) => ends !== undefined && new Date(ends).getTime() > now;
  if (isOpen(conversation.reply_window_ends_at) || isOpen(conversation.late_reply_window_ends_at)) return 'free';
  return capabilities.templates ? 'template_only' : 'closed';
}

export interface TextLimit {
  unit: Capabilities['text_unit'];
  max: number;
}

// A public text may be counted otherwise than a private one.
export function textLimit(conversation: Pick<Conversation, 'public'>, capabilities: Capabilities): TextLimit {
  if (!conversation.public || capabilities.public_text_max === undefined) return { unit: capabilities.text_unit, max: capabilities.text_max };
  return { unit: capabilities.public_text_unit ?? 'characters', max: capabilities.public_text_max };
}

function takesCaption({ kind }: Attachment): boolean {
  return kind === 'image' || kind === 'video' || kind === 'document';
}

// The text goes with the first file where the platform can say it there; else it goes before.
export function partsOf(text: string, attachments: Attachment[], { attachments_max: most, caption_max: captionMax, text_unit: unit }: Capabilities): Part[] {
  if (attachments.length === 0) return text === '' ? [] : [{ text, attachments: [] }];
  const size = Math.max(1, most);
  const groups: Attachment[][] = [];
  for (let from = 0; from < attachments.length; from += size) groups.push(attachments.slice(from, from + size));
  const first = attachments[0];
  const fits = first !== undefined && takesCaption(first) && textLength(text, unit) <= captionMax;
  if (text !== '' && !fits) return [{ text, attachments: [] }, ...groups.map((group) => ({ text: '', attachments: group }))];
  return groups.map((group, index) => ({ text: index === 0 ? text : '', attachments: group }));
}

export type FileFault = { reason: 'too_large'; limit: number } | { reason: 'not_taken' };

// Judged by what the browser says of a file; the server looks at its bytes.
export function faultOf(file: Pick<File, 'type' | 'size'>, capabilities: Capabilities): FileFault | undefined {
  const family = file.type.split('/')[0];
  const fitting = capabilities.media.filter(({ mimes }) => mimes.length === 0 || mimes.includes(file.type));
  const byKind = fitting.find(({ kind }) => kind === family) ?? fitting.find(({ kind }) => kind === 'document') ?? fitting[0];
  const limit = byKind ?? capabilities.media.find(({ kind }) => kind === 'document');
  if (!limit) return { reason: 'not_taken' };
  if (file.size > limit.bytes_max) return { reason: 'too_large', limit: limit.bytes_max };
  return undefined;
}
