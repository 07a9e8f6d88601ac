// A conversation as plain text: who said what, when, and what did not arrive.
import { t } from '@lingui/core/macro';
import { i18n } from '@lingui/core';
import type { Conversation, Message } from '../../api/types';
import { contactName } from '../../state/contact_name';
import { wasTakenBack } from '../../state/held';
import { activityWords } from '../../ui/activity_words';
import { channelName } from '../../ui/channel_name';
import { contentWords } from '../../ui/content_words';
import { statusWords } from './tick';

function moment(at: string): string {
  return new Intl.DateTimeFormat(i18n.locale === 'nl' ? 'nl-NL' : 'en-GB', { dateStyle: 'short', timeStyle: 'medium' }).format(new Date(at));
}

function saidBy({ direction, kind, sender }: Message): string {
  const name = sender.name ?? '';
  if (kind === 'note') return t`Note by ${name}`;
  return name || (direction === 'in' ? t`Customer` : t`Desk`);
}

function place({ location }: Message): string {
  return location ? [location.name, location.address, `${location.latitude}, ${location.longitude}`].filter(Boolean).join(', ') : '';
}

function textOf(message: Message): string {
  if (message.erased_at) return t`[erased]`;
  if (message.deleted_at) return t`[taken back]`;
  const files = message.attachments.map(({ kind, name }) => `[${contentWords(kind)}${name ? `: ${name}` : ''}]`);
  const lines = [message.email?.subject ?? '', message.text, ...files, place(message), ...(message.contacts ?? []).map(({ name, phones = [], emails = [] }) => [name, ...phones, ...emails].join(', '))].filter(Boolean);
  return lines.length > 0 ? lines.join('\n') : `[${contentWords(message.content_type)}]`;
}

function lineOf(message: Message): string {
  const at = moment(message.platform_at ?? message.created_at);
  if (message.kind === 'activity') return `${at}  * ${activityWords(message)}`;
  const unsent = message.status === 'failed' || message.status === 'uncertain' || message.status === 'cancelled' ? ` (${statusWords(message.status)})` : '';
  const body = textOf(message).split('\n').map((line) => `    ${line}`).join('\n');
  return `${at}  ${saidBy(message)}${unsent}${message.edited_at ? ` (${t`edited`})` : ''}\n${body}`;
}

export function exportedText(conversation: Conversation, messages: Message[]): string {
  const head = `${contactName(conversation.contact)}  #${conversation.number}  ${channelName(conversation.channel)}`;
  return `${[head, ...messages.filter((message) => !wasTakenBack(message)).map(lineOf)].join('\n\n')}\n`;
}
