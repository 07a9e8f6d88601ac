// Does in the text box what a key there does, for who finds the action elsewhere.
import { useScreen } from './screen';

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

// As if it were typed, at the caret.
export function typeInBox(conversationId: string, text: string): void {
  useScreen.setState({ composerFocus: conversationId });
  whenFocused((box) => {
    box.setRangeText(text, box.selectionStart, box.selectionEnd, 'end');
    box.dispatchEvent(new Event('input', { bubbles: true }));
  });
}
