// What is read from a photo is filled in beside it: the desk's own fields of the conversation and the customer.
import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { getContact } from '../../api/contacts';
import { useAttributes } from '../../state/attributes';
import { keys, useConversation } from '../../state/cache';
import { OwnFields } from './own_fields';
import styles from './context.module.css';

export function PictureForm({ conversationId }: { conversationId: string }) {
  const { data: conversation } = useConversation(conversationId);
  const contactId = conversation?.contact.id ?? '';
  const { data: contact } = useQuery({ queryKey: keys.contact(contactId), queryFn: () => getContact(contactId), enabled: contactId !== '' });
  const fields = useAttributes('contact').length + useAttributes('conversation').length;
  if (!contact || !conversation || fields === 0) return null;
  return (
    <section className={styles.photoForm} aria-label={t`Details`}>
      <h3 className="medium">{t`Details`}</h3>
      <OwnFields contact={contact} conversation={conversation} />
    </section>
  );
}
