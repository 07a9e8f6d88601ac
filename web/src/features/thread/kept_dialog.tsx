// Something was promised and is resolved now: is it done, or does it still stand?
import { t } from '@lingui/core/macro';
import { knownConversation } from '../../state/cache';
import { useUser } from '../../state/desk';
import { leavePromise, openPromise, type PromiseQuestion } from '../../state/promised';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { momentWords } from '../../ui/time_words';

export function KeptDialog({ question: { id, go } }: { question: PromiseQuestion }) {
  const conversation = knownConversation(id);
  const promise = conversation ? openPromise(conversation) : undefined;
  const by = useUser(promise?.user_id)?.name ?? t`A colleague`;
  const when = promise ? momentWords(promise.at, Date.now()) : '';
  const note = promise?.note ? ` “${promise.note}”` : '';
  const answer = (kept: boolean) => { leavePromise(); go(kept); };
  return (
    <Dialog open onClose={leavePromise} title={t`Is the promise kept?`} description={t`${by} promised an answer by ${when}.` + note} actions={
      <>
        <span className="grow"><Button onClick={leavePromise}>{t`Cancel`}</Button></span>
        <Button onClick={() => answer(false)}>{t`Not yet`}</Button>
        <Button variant="primary" onClick={() => answer(true)}>{t`Yes, it is kept`}</Button>
      </>
    }>
      <p className="small hint">{t`Resolved either way. What is not kept yet stays among your promises, and the conversation opens again ten minutes before its time.`}</p>
    </Dialog>
  );
}
