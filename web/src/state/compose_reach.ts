// Does in the text box what a key there does, for who finds the action elsewhere.
import { openMenu, useScreen } from './screen';

const mostFrames = 20;

// The box takes the focus as soon as it stands; then it is told.
function whenFocused(tell: (box: HTMLTextAreaElement) => void, frames = mostFrames): void {
  const box = document.activeElement;
  if (box instanceof HTMLTextAreaElement) tell(box);
  else if (frames > 0) requestAnimationFrame(() => whenFocused(tell, frames - 1));
}

export function pressInBox(conversationId: string, press: KeyboardEventInit): void {
  useScreen.setState({ composerFocus: conversationId });
  whenFocused((box) => box.dispatchEvent(new KeyboardEvent('keydown', { ...press, bubbles: true, cancelable: true })));
}

// As if it were typed, at the caret, as a word of its own.
export function typeInBox(conversationId: string, text: string): void {
  useScreen.setState({ composerFocus: conversationId });
  whenFocused((box) => {
    const before = box.value.slice(0, box.selectionStart);
    box.setRangeText(/\S$/.test(before) ? ` ${text}` : text, box.selectionStart, box.selectionEnd, 'end');
    box.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

// Its button stands beside a reply that may be written freely, and nowhere else: a menu that cannot open is not asked for.
function whenSendable(open: () => void, frames = mostFrames): void {
  if (document.querySelector('[data-send-menu]')) open();
  else if (frames > 0) requestAnimationFrame(() => whenSendable(open, frames - 1));
}

export function openSendMenu(conversationId: string): void {
  useScreen.setState(({ modes }) => ({ modes: { ...modes, [conversationId]: 'reply' } }));
  whenSendable(() => openMenu('send'));
}
