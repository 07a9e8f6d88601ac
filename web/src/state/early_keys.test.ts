// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { arrive, awaiting, earlyLetters, holdEarlyKeys } from './early_keys';
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

describe('a key pressed while a conversation is on its way', () => {
  const under = vi.fn();
  let stop: () => void;

  const type = (...keys: string[]) => { for (const key of keys) press(key); };

  beforeEach(() => {
    vi.useFakeTimers();
    under.mockClear();
    stop = holdEarlyKeys();
    window.addEventListener('keydown', under);
    useScreen.setState({ awaited: true, composerFocus: undefined, modes: {} });
  });

  afterEach(() => {
    useScreen.setState({ awaited: undefined, composerFocus: undefined });
    window.removeEventListener('keydown', under);
    stop();
    vi.useRealTimers();
  });

  it('begins what one will write there, and does nothing else', () => {
    type('n', 'H', 'é', ' ', 'e');
    useScreen.setState({ awaited: '7' });
    type('r');
    arrive('7', true);
    type('!');

    expect(useScreen.getState()).toMatchObject({ awaited: undefined, composerFocus: '7', modes: { 7: 'note' } });
    expect(earlyLetters()).toBe('Hé er!');
    expect(under).not.toHaveBeenCalled();
  });

  it('is dropped where it does not begin with the key to write', () => {
    type('e', 'r', 'x');
    useScreen.setState({ awaited: '7' });
    arrive('7', true);

    expect(useScreen.getState().composerFocus).toBeUndefined();
    expect(earlyLetters()).toBe('');
    expect(under).not.toHaveBeenCalled();
  });

  it('may be the key for the next customer once more', () => {
    type(' ', 'r', 'a');
    useScreen.setState({ awaited: '7' });
    arrive('7', true);

    expect(useScreen.getState().modes).toEqual({ 7: 'reply' });
    expect(earlyLetters()).toBe('a');
  });

  it('writes nothing for who may only read, nor in another conversation', () => {
    useScreen.setState({ awaited: '7' });
    type('r', 'a');
    arrive('8', true);
    expect(useScreen.getState().awaited).toBe('7');
    arrive('7', false);

    expect(useScreen.getState().composerFocus).toBeUndefined();
    expect(earlyLetters()).toBe('');
  });

  it('is free again after Escape, when none comes, and when it takes too long', async () => {
    press('Escape');
    press('j');
    expect(under).toHaveBeenCalledOnce();

    await awaiting(() => Promise.resolve());
    press('j');
    expect(under).toHaveBeenCalledTimes(2);

    useScreen.setState({ awaited: '7' });
    vi.advanceTimersByTime(4000);
    press('j');
    expect(under).toHaveBeenCalledTimes(3);
  });
});
