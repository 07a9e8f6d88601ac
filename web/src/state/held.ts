// Replies that the server holds for a few seconds, so that they can be taken back.
import type { Message } from '../api/types';

export const longestUndo = 10;
const slackMs = 1000;

// Held for a moment only, not planned for later.
export function isHeld({ send_at: at, created_at: made }: Pick<Message, 'send_at' | 'created_at'>): boolean {
  return at !== undefined && new Date(at).getTime() - new Date(made).getTime() <= longestUndo * 1000 + slackMs;
}

// Taken back within the time to do so: no customer and no colleague misses it.
export function wasTakenBack(message: Pick<Message, 'status' | 'send_at' | 'created_at'>): boolean {
  return message.status === 'cancelled' && isHeld(message);
}

// Waits for a moment that a person chose.
export function isPlanned(message: Pick<Message, 'status' | 'send_at' | 'created_at'>): boolean {
  return message.status === 'queued' && message.send_at !== undefined && !isHeld(message);
}
