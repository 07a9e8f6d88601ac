import { describe, expect, it } from 'vitest';
import { aMessage } from '../test/samples';
import { firstUnread, withMessage, withOlder, withoutMessage, type Thread } from './thread';

const thread = (...ids: string[]): Thread => ({ items: ids.map((id) => aMessage({ id })), hasOlder: false });
const idsOf = ({ items }: Thread) => items.map(({ id }) => id);

describe('a thread', () => {
  it('takes a new message in by its id, whenever it arrives', () => {
    expect(idsOf(withMessage(thread('8', '12'), aMessage({ id: '9' })))).toEqual(['8', '9', '12']);
  });

  it('replaces a message by its newer version only', () => {
    const before: Thread = { items: [aMessage({ id: '8', version: 3, text: 'nieuw' })], hasOlder: false };

    expect(withMessage(before, aMessage({ id: '8', version: 2, text: 'oud' }))).toBe(before);
    expect(withMessage(before, aMessage({ id: '8', version: 4, text: 'nieuwer' })).items[0]?.text).toBe('nieuwer');
  });

  it('leaves what is older than its window to the next page', () => {
    const window: Thread = { ...thread('8'), hasOlder: true };

    expect(withMessage(window, aMessage({ id: '5' }))).toBe(window);
  });

  it('lets a message go that stands elsewhere now', () => {
    const before = thread('8', '9');

    expect(idsOf(withoutMessage(before, '8'))).toEqual(['9']);
    expect(withoutMessage(before, '7')).toBe(before);
  });

  it('takes older messages in above, none twice', () => {
    expect(idsOf(withOlder(thread('8', '9'), [aMessage({ id: '7' }), aMessage({ id: '8' })], true))).toEqual(['7', '8', '9']);
  });

  it('finds the first unread among what the customer wrote', () => {
    const items = [aMessage({ id: '1' }), aMessage({ id: '2', direction: 'out' }), aMessage({ id: '3' }), aMessage({ id: '4', kind: 'note', direction: 'out' }), aMessage({ id: '5' })];

    expect(firstUnread({ items, hasOlder: true }, 2, '5')?.id).toBe('3');
    expect(firstUnread({ items, hasOlder: true }, 2, '4')?.id).toBe('1');
    expect(firstUnread({ items, hasOlder: true }, 0, '5')).toBeUndefined();
  });

  it('does not know the first unread before it has been loaded', () => {
    const items = [aMessage({ id: '4' }), aMessage({ id: '5' })];

    expect(firstUnread({ items, hasOlder: true }, 3, '5')).toBeUndefined();
    expect(firstUnread({ items: [aMessage({ id: '3' }), ...items], hasOlder: true }, 3, '5')?.id).toBe('3');
    expect(firstUnread({ items, hasOlder: false }, 3, '5')?.id).toBe('4');
  });
});
