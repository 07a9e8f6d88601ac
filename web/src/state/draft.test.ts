import { describe, expect, it } from 'vitest';
import { emptySlot, keptMine, loaded, mustSave, refused, saved, saving, tookTheirs, typed, unsaved } from './draft';

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
});
