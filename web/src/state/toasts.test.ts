import { beforeEach, describe, expect, it } from 'vitest';
import { dismissUndoOf, showToast, undoLatest, useToasts } from './toasts';

const texts = () => useToasts.getState().toasts.map(({ text }) => text);

describe('what was undone elsewhere', () => {
  beforeEach(() => useToasts.setState({ toasts: [] }));

  it('is offered no longer, and nothing else goes with it', () => {
    let undone = '';
    const action = (act: string) => ({ label: 'Undo', run: () => { undone = act; } });
    showToast({ text: 'joined', tone: 'done', undoes: 'joined:1', action: action('1') });
    showToast({ text: 'joined another', tone: 'done', undoes: 'joined:2', action: action('2') });
    showToast({ text: 'saved', tone: 'done' });

    dismissUndoOf('joined:2');

    expect(texts()).toEqual(['joined', 'saved']);
    expect(undoLatest()).toBe(true);
    expect(undone).toBe('1');
  });
});
