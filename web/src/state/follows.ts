// Whether a conversation is one that I follow.
import type { Conversation } from '../api/types';
import { myId } from './session';

export function follows({ participants }: Conversation): boolean {
  return participants?.includes(myId()) ?? false;
}
