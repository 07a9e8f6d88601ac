// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { earlyLetters, holdEarlyKeys } from './early_keys';
import { useScreen } from './screen';

function press(key: string, on: Element = document.body): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
  on.dispatchEvent(event);
  return event;
}

describe('a key pressed while the palette is on its way', () => {
  const under = vi.fn();
  let stop: () => void;

  beforeEach(() => {
    under.mockClear();
    stop = holdEarlyKeys();
    window.addEventListener('keydown', under);
    useScreen.setState({ palette: true, keySheet: false, menu: undefined });
  });

  afterEach(() => {
    useScreen.setState({ palette: false, keySheet: false, menu: undefined });
    window.removeEventListener('keydown', under);
    stop();
    document.body.replaceChildren();
  });

  it('waits for its field and does nothing under it', () => {
    for (const key of ['h', 'e', 'm', 'Backspace', 'n', 'k', 'Enter']) press(key);

    expect(earlyLetters()).toBe('henk');
    expect(under).not.toHaveBeenCalled();
  });

  it('does not land in the text that was being written', () => {
    const box = document.createElement('textarea');
    document.body.append(box);

    expect(press('h', box).defaultPrevented).toBe(true);
  });

  it('belongs to the palette as soon as that has the focus', () => {
    const dialog = document.createElement('div');
    dialog.setAttribute('role', 'dialog');
    document.body.append(dialog);

    press('h', dialog);

    expect(earlyLetters()).toBe('');
    expect(under).toHaveBeenCalledOnce();
  });

  it('can be Escape, which calls it off with its letters', () => {
    press('h');
    press('Escape');

    expect(useScreen.getState().palette).toBe(false);
    expect(earlyLetters()).toBe('');
  });

  it('is free again when nothing is on its way', () => {
    useScreen.setState({ palette: false });
    press('e');

    expect(under).toHaveBeenCalledOnce();
  });
});
