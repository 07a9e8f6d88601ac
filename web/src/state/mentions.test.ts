import { describe, expect, it } from 'vitest';
import { mentionsOf, mentionSpans } from './mentions';

const people = [{ id: '1', name: 'Anna' }, { id: '2', name: 'Anna de Boer' }, { id: '3', name: 'Daan Visser' }];

describe('who is named in a note', () => {
  it('is told by the longest name, once', () => {
    expect(mentionsOf('@Anna de Boer en @Daan Visser, en nogmaals @Daan Visser.', people)).toEqual(['2', '3']);
    expect(mentionsOf('@Anna kijk', people)).toEqual(['1']);
  });

  it('is nobody in an e-mail address or half a name', () => {
    expect(mentionsOf('anna@Anna.nl en @Annabel', people)).toEqual([]);
  });

  it('stands where it stands', () => {
    expect(mentionSpans('Zie @Anna!', people)).toEqual([{ from: 4, to: 9, id: '1' }]);
  });
});
