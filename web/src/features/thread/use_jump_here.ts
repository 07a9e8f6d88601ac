// Brings the message that somebody went to into sight, once, and gives it the focus.
import { useEffect, useRef, type RefObject } from 'react';
import { useFind } from '../../state/find';
import { useJump } from '../../state/jump';

export function useJumpHere(scroller: RefObject<HTMLElement | null>, conversationId: string, entries: unknown, settle: () => void): void {
  const target = useJump((store) => (store.target?.conversationId === conversationId ? store.target : undefined));
  const done = useRef(0);
  useEffect(() => {
    if (!target || done.current === target.wish) return;
    const article = scroller.current?.querySelector<HTMLElement>(`[data-message="${CSS.escape(target.messageId)}"]`);
    if (!article) return;
    done.current = target.wish;
    article.scrollIntoView({ block: 'center' });
    settle();
    // Who walks through what was found goes on typing in its field.
    if (useFind.getState().in !== conversationId) article.focus({ preventScroll: true });
  }, [target, scroller, conversationId, entries, settle]);
}
