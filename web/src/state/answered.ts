// In public every reply answers one comment: the one that was chosen, else the one that came last.
import type { Message } from '../api/types';
import { isInbound } from './thread';

const mostShown = 12;

// What can be answered, the newest first.
export function commentsIn(items: readonly Message[]): Message[] {
  return items.filter((message) => isInbound(message) && !message.deleted_at).reverse();
}

// What was taken away meanwhile is not answered any more.
export function answeredOf(comments: readonly Message[], chosen: Message | undefined): Message | undefined {
  return comments.find(({ id }) => id === chosen?.id) ?? comments[0];
}

// The newest, and the chosen one wherever it stands.
export function choicesOf(comments: readonly Message[], answered: Message | undefined): Message[] {
  const newest = comments.slice(0, mostShown);
  return answered && !newest.some(({ id }) => id === answered.id) ? [...newest, answered] : newest;
}

// Up is older, as in the thread; at an end one stays.
export function stepFrom(comments: readonly Message[], answered: Message | undefined, step: 1 | -1): Message | undefined {
  const at = comments.findIndex(({ id }) => id === answered?.id);
  return comments[Math.min(Math.max(at - step, 0), comments.length - 1)];
}
