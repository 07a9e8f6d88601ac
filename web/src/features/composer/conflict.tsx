// Two truths about one text, or about whose conversation this is: shown side by side, chosen by a person.
import { t } from '@lingui/core/macro';
import { StickyNote } from 'lucide-react';
import { assign } from '../../state/actions';
import { useUser } from '../../state/desk';
import type { DraftSlot } from '../../state/draft';
import { clearDraft, draftKey, settleDraft, slotOf, typeDraft } from '../../state/drafts';
import { write } from '../../state/screen';
import { myId } from '../../state/session';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import styles from './composer.module.css';

export function DraftConflict({ slot, draft }: { slot: DraftSlot; draft: string }) {
  if (!slot.conflict) return null;
  return (
    <div className={styles.conflict} role="alert">
      <span>{t`You wrote something else here in another window:`}</span>
      <blockquote>{slot.conflict.text}</blockquote>
      <span className="row">
        <Button size="sm" onClick={() => settleDraft(draft, 'mine')}>{t`Keep what stands here`}</Button>
        <Button size="sm" onClick={() => settleDraft(draft, 'theirs')}>{t`Use the other text`}</Button>
      </span>
    </div>
  );
}

// The text becomes a note's draft: nothing of it is lost, nothing of it is sent.
function moveToNote(conversationId: string): void {
  const reply = draftKey(conversationId, 'reply');
  const note = draftKey(conversationId, 'note');
  typeDraft(note, [slotOf(note).text, slotOf(reply).text].filter(Boolean).join('\n'));
  clearDraft(reply);
  write(conversationId, 'note');
}

export function LostRace({ conversationId, by, onDone }: { conversationId: string; by: string | undefined; onDone: () => void }) {
  const name = useUser(by)?.name ?? t`A colleague`;
  const takeOver = () => { onDone(); void assign(conversationId, myId(), t`Taken over from ${name}`, { force: true }); };
  return (
    <Banner tone="risk" role="alert" flat action={
      <span className="row tight">
        <Button size="sm" onClick={() => { onDone(); moveToNote(conversationId); }}><Icon of={StickyNote} size={14} />{t`Make it a note`}</Button>
        <Button size="sm" onClick={takeOver}>{t`Take over`}</Button>
      </span>
    }>{t`${name} took this conversation first. Your text is kept.`}</Banner>
  );
}
