import { expect, test } from 'vitest';
import type { Message } from '../api/types';
import { answeredOf, choicesOf, commentsIn, stepFrom } from './answered';

function message(id: string, more: Partial<Message> = {}): Message {
  return { id, kind: 'message', direction: 'in', text: id, ...more } as Message;
}

const thread = [message('1'), message('2', { direction: 'out' }), message('3'), message('4', { kind: 'note' }), message('5', { deleted_at: '2026-11-01T10:00:00Z' }), message('6')];
const ids = (messages: Message[]) => messages.map(({ id }) => id);

test('what can be answered are the comments that stand, the newest first', () => {
  expect(ids(commentsIn(thread))).toEqual(['6', '3', '1']);
});

test('the chosen comment is answered, and without a choice the last', () => {
  const comments = commentsIn(thread);
  expect(answeredOf(comments, undefined)?.id).toBe('6');
  expect(answeredOf(comments, message('3'))?.id).toBe('3');
  expect(answeredOf(comments, message('5'))?.id).toBe('6');
});

test('the chosen one stands among the choices, however old', () => {
  const many = Array.from({ length: 20 }, (_, at) => message(String(20 - at)));
  expect(choicesOf(many, many[0])).toHaveLength(12);
  expect(choicesOf(many, many[19]).at(-1)?.id).toBe('1');
});

test('up is older, down is newer, and at the ends one stays', () => {
  const comments = commentsIn(thread);
  expect(stepFrom(comments, comments[0], -1)?.id).toBe('3');
  expect(stepFrom(comments, comments[1], 1)?.id).toBe('6');
  expect(stepFrom(comments, comments[0], 1)?.id).toBe('6');
  expect(stepFrom(comments, comments[2], -1)?.id).toBe('1');
});
