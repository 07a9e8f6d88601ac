// Whoever is asked to take the focus takes it as soon as there is a field for it, with the letters that were typed
// meanwhile.
import { useEffect } from 'react';
import { earlyLetters } from '../../state/early_keys';
import { useScreen } from '../../state/screen';

function typeInto(field: HTMLElement, letters: string): void {
  if (letters === '' || !(field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement)) return;
  field.setRangeText(letters, field.selectionStart ?? field.value.length, field.selectionEnd ?? field.value.length, 'end');
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

// Looked for at every rendering until it is there.
export function useFocusWhenAsked(conversationId: string, field: () => HTMLElement | null | undefined): void {
  const asked = useScreen((store) => store.composerFocus === conversationId);
  useEffect(() => {
    const target = asked ? field() : undefined;
    if (!target) return;
    const letters = earlyLetters();
    useScreen.setState({ composerFocus: undefined });
    target.focus();
    typeInto(target, letters);
  });
}
