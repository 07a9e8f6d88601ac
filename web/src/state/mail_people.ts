// Who else stands in a thread of mails: whom an answer to all would reach, besides the one who is answered anyway.
import type { Message } from '../api/types';

export interface MailPerson {
  address: string;
  name?: string | undefined;
}

// The newest mail that came in; what machines write answers nobody.
export function lastMail(messages: readonly Message[]): Message | undefined {
  return messages.findLast(({ direction, email, deleted_at: deleted }) => direction === 'in' && email !== undefined && !email.automatic && deleted === undefined);
}

// `reached`: our own inboxes, and the customer. The server leaves them out by itself too.
export function othersOf(mail: Message | undefined, reached: readonly string[]): MailPerson[] {
  const { from, to = [], cc = [] } = mail?.email ?? {};
  const seen = new Set(reached.map((address) => address.toLowerCase()));
  return [...(from ? [from] : []), ...to, ...cc].flatMap(({ address = '', name }) => {
    const key = address.toLowerCase();
    if (key === '' || seen.has(key)) return [];
    seen.add(key);
    return [{ address: key, name }];
  });
}

// What the thread is about, as its newest mail with a subject says.
export function subjectOf(messages: readonly Message[]): string | undefined {
  return messages.findLast(({ email, deleted_at: deleted }) => Boolean(email?.subject) && deleted === undefined)?.email?.subject;
}
