import { describe, expect, it } from 'vitest';
import type { Attachment } from '../api/types';
import { emptySlot, keptMine, loaded, mustSave, refused, saved, saving, taken, tookTheirs, typed, unsaved } from './draft';

const theirs = { text: 'van het andere venster', attachment_ids: [], version: 5 };

describe('a draft', () => {
  it('is saved once, and again when something was typed meanwhile', () => {
    const first = saving(typed(emptySlot, 'Dag'));
    expect(mustSave(first)).toBe(false);

    const later = saved(typed(first, 'Dag mevrouw'), 1);

    expect(mustSave(later)).toBe(true);
    expect(later.version).toBe(1);
  });

  it('stays unsaved, not lost, when nobody answers', () => {
    const slot = unsaved(saving(typed(emptySlot, 'Dag')));

    expect(slot.text).toBe('Dag');
    expect(slot.failed).toBe(true);
    expect(mustSave(slot)).toBe(true);
  });

  it('does not overwrite what is being typed with what the server held', () => {
    expect(loaded(typed(emptySlot, 'bezig'), theirs, []).text).toBe('bezig');
    expect(loaded(emptySlot, theirs, []).text).toBe(theirs.text);
  });

  it('shows both texts when the version was stale', () => {
    const slot = refused(saving(typed(emptySlot, 'van hier')), theirs);

    expect(slot.conflict).toEqual(theirs);
    expect(mustSave(slot)).toBe(false);
    expect(keptMine(slot)).toMatchObject({ text: 'van hier', version: 5, dirty: true });
    expect(tookTheirs(slot)).toMatchObject({ text: theirs.text, version: 5, dirty: false });
  });

  it('asks nothing when both say the same, or one says nothing', () => {
    expect(refused(saving(typed(emptySlot, theirs.text)), theirs).conflict).toBeUndefined();
    expect(refused(saving(typed(typed(emptySlot, 'x'), '')), theirs)).toMatchObject({ text: '', dirty: true, version: 5 });
    expect(refused(saving(typed(emptySlot, 'van hier')), { ...theirs, text: '' })).toMatchObject({ text: 'van hier', dirty: true });
  });

  it('takes up what was left unsaved, files as well, and shows both where the server holds other words', () => {
    const file: Attachment = { id: '7', kind: 'document', state: 'ready', mime: 'application/pdf', name: 'bon.pdf', url: '/7', version: 1 };
    const held = loaded(emptySlot, theirs, []);

    expect(taken(emptySlot, 'van hier', [file])).toMatchObject({ text: 'van hier', attachments: [file], dirty: true });
    expect(taken(held, `${theirs.text} en meer`, [file])).toMatchObject({ attachments: [file], dirty: true });
    expect(taken(held, `${theirs.text} en meer`, []).conflict).toBeUndefined();
    expect(taken(held, 'van hier', []).conflict).toEqual(theirs);
    expect(taken(held, theirs.text, [])).toBe(held);
  });

  it('gives way to what is typed meanwhile, and a cleared box stays clear', () => {
    const typing = typed(emptySlot, 'bezig');

    expect(taken(typing, 'van hier', [])).toBe(typing);
    expect(taken(loaded(emptySlot, theirs, []), '', [])).toMatchObject({ text: '', dirty: true });
  });
});
