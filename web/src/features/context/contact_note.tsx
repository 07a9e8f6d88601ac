// What colleagues should know of a customer, whatever the conversation.
import { t } from '@lingui/core/macro';
import { useState } from 'react';
import { patchContact } from '../../api/contacts';
import type { Contact } from '../../api/types';
import { keepContact } from '../../state/cache';
import { mayWrite, useMe } from '../../state/session';
import { showToast } from '../../state/toasts';
import { Button } from '../../ui/button';
import { TextAreaField } from '../../ui/field';
import { LinkedText } from '../../ui/linked_text';
import styles from './context.module.css';

function Editor({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const [text, setText] = useState(contact.note ?? '');
  const [saving, setSaving] = useState(false);
  const save = () => {
    setSaving(true);
    patchContact(contact.id, { note: text.trim() === '' ? null : text.trim() }).then(
      (next) => { keepContact(next); onClose(); },
      () => { setSaving(false); showToast({ text: t`The note was not kept. Your text still stands here.`, tone: 'error', action: { label: t`Retry`, run: save } }); },
    );
  };
  const { name } = contact;
  return (
    // Ctrl+Enter and Esc work from any part of the form.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form onSubmit={(event) => { event.preventDefault(); save(); }} onKeyDown={(event) => { if (event.key === 'Enter' && event.ctrlKey) save(); if (event.key === 'Escape') onClose(); }}>
      <TextAreaField label={t`Note about ${name}`} value={text} rows={4} autoFocus onChange={(event) => setText(event.target.value)} />
      <span className="row"><Button type="submit" size="sm" disabled={saving}>{t`Save`}</Button><Button size="sm" variant="ghost" onClick={onClose}>{t`Cancel`}</Button></span>
    </form>
  );
}

export function ContactNote({ contact }: { contact: Contact }) {
  const [editing, setEditing] = useState(false);
  const me = useMe();
  if (editing) return <Editor contact={contact} onClose={() => setEditing(false)} />;
  return (
    <>
      {contact.note ? <p className={styles.noteText}><LinkedText text={contact.note} /></p> : null}
      {mayWrite(me) ? <button type="button" className="link small" onClick={() => setEditing(true)}>{contact.note ? t`Change note` : t`Write a note`}</button> : null}
    </>
  );
}
