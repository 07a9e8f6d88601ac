// All messages of a conversation, from the first.
import { listMessages } from '../api/messages';
import type { Message } from '../api/types';

const pageSize = 200;

export async function wholeThread(conversationId: string): Promise<Message[]> {
  let items: Message[] = [];
  let more = true;
  while (more) {
    const before = items[0]?.id;
    const page = await listMessages(conversationId, { limit: pageSize, ...(before === undefined ? {} : { before }) });
    items = [...page.items, ...items];
    more = page.has_more && page.items.length > 0;
  }
  return items;
}
