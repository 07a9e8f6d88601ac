// What colleagues arrange among themselves about a conversation.
import { body, client } from './client';

const of = (id: string) => ({ params: { path: { id } } });

// The next customer who waits, or nothing when nobody does.
export async function takeNext(afterId: string | undefined) {
  const { data, response } = await client.POST('/conversations/next', { body: afterId === undefined ? {} : { after_id: afterId } });
  return response.status === 204 ? undefined : data;
}

export interface PromiseBody { at: string | null; note?: string; expected_at: string | null }
export interface TransferBody { user_id?: string; team_id?: string; note?: string }

export function putPromise(id: string, promise: PromiseBody) { return body(client.PUT('/conversations/{id}/promise', { ...of(id), body: promise })); }
export function putParticipants(id: string, userIds: string[]) { return body(client.PUT('/conversations/{id}/participants', { ...of(id), body: { user_ids: userIds } })); }
export function postTransfer(id: string, transfer: TransferBody) { return body(client.POST('/conversations/{id}/transfer', { ...of(id), body: transfer })); }
export function withdrawTransfer(id: string) { return body(client.DELETE('/conversations/{id}/transfer', of(id))); }
export function acceptTransfer(id: string) { return body(client.POST('/conversations/{id}/transfer/accept', { ...of(id), body: {} })); }
export function returnTransfer(id: string, note: string) { return body(client.POST('/conversations/{id}/transfer/return', { ...of(id), body: note ? { note } : {} })); }

export function mergeConversations(id: string, others: string[]) { return body(client.POST('/conversations/{id}/merge', { ...of(id), body: { conversation_ids: others } })); }
export function unmergeConversation(id: string, other: string) { return body(client.POST('/conversations/{id}/unmerge', { ...of(id), body: { conversation_id: other } })); }
export function getMergedConversations(id: string) { return body(client.GET('/conversations/{id}/merges', of(id))); }

export interface SideQuestionBody { client_id: string; name: string; email: string; text: string; message_ids: string[] }
export function askSideQuestion(id: string, question: SideQuestionBody) { return body(client.POST('/conversations/{id}/side-questions', { ...of(id), body: question })); }
export function withdrawSideQuestion(id: string) { return body(client.POST('/side-questions/{id}/withdraw', { ...of(id), body: {} })); }
