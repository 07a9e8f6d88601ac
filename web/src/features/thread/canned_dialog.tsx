// A good reply is kept for the next customer: the names become blanks, and it is said whose words they are.
import { t } from '@lingui/core/macro';
import { useState } from 'react';
import { postCanned } from '../../api/desk_changes';
import type { Conversation, Message } from '../../api/types';
import { sharing, useAudiences } from '../../state/audience';
import { keys, queryClient } from '../../state/cache';
import { madeGeneral, shortcutIn } from '../../state/canned_words';
import { contactName } from '../../state/contact_name';
import { useScreen } from '../../state/screen';
import { mayLead, useMe } from '../../state/session';
import { showToast } from '../../state/toasts';
import { Banner } from '../../ui/banner';
import { blankWords } from '../../ui/blank_words';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { SelectField, TextAreaField, TextField } from '../../ui/field';
import { useSave } from '../../ui/use_save';

const close = () => useScreen.setState({ keeping: undefined });

export function CannedDialog({ message, conversation }: { message: Message; conversation: Conversation }) {
  const me = useMe();
  const author = message.sender.name ?? '';
  const [shortcut, setShortcut] = useState('');
  const [text, setText] = useState(() => madeGeneral(message.text, { customer: contactName(conversation.contact), agent: author }));
  const [audience, setAudience] = useState(mayLead(me) ? 'all' : 'own');
  const audiences = useAudiences();
  const saving = useSave();
  const ready = shortcut !== '' && text.trim() !== '' && !saving.busy;
  const keep = async () => {
    await postCanned({ shortcut, text: text.trim(), variants: {}, language: null, ...sharing(audience) });
    await queryClient.invalidateQueries({ queryKey: keys.canned });
  };
  const submit = async () => {
    if (!ready || !(await saving.run(keep))) return;
    close();
    showToast({ text: t`Kept: /${shortcut}`, tone: 'done' });
  };
  return (
    <Dialog open onClose={close} title={t`Make a canned response`} description={message.sender.id === me.id ? t`Your words, for the next customer.` : t`Words of ${author}, for the next customer.`} actions={<><Button onClick={close}>{t`Cancel`}</Button><Button variant="primary" disabled={!ready} onClick={() => void submit()}>{t`Save`}</Button></>}>
      <form className="fields" onSubmit={(event) => { event.preventDefault(); void submit(); }}>
        <TextField label={t`Shortcut`} value={shortcut} required maxLength={100} help={t`Letters, digits and hyphens`} onChange={(event) => setShortcut(shortcutIn(event.target.value))} error={saving.faultOf('shortcut')} />
        <TextAreaField label={t`Text`} value={text} required rows={6} maxLength={10_000} help={blankWords()} onChange={(event) => setText(event.target.value)} error={saving.faultOf('text')} />
        <SelectField label={t`Who sees it`} value={audience} onChange={setAudience} options={audiences} error={saving.faultOf('team_id')} />
        {saving.fault ? <Banner tone="late" role="alert">{saving.fault}</Banner> : null}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}
