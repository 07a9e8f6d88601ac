// The desk's own fields of a customer and of a conversation, beside whatever tells what to fill in.
import { patchContactAttributes, patchConversationAttributes } from '../../api/attributes';
import type { Contact, Conversation } from '../../api/types';
import { keepContact, keepConversation } from '../../state/cache';
import { AttributeFields } from './attribute_fields';

// What is typed shows when the server has it: a field is not worth a guess.
async function keepOfContact(contact: Contact, key: string, value: string | number | boolean | null): Promise<void> {
  keepContact(await patchContactAttributes(contact.id, withValue(contact.attributes, key, value)));
}

async function keepOfConversation(id: string, key: string, value: string | number | boolean | null): Promise<void> {
  keepConversation(await patchConversationAttributes(id, { [key]: value }));
}

// A contact's fields are set as a whole; one without a value is left out.
function withValue(attributes: Record<string, unknown>, key: string, value: string | number | boolean | null): Record<string, unknown> {
  return Object.fromEntries(Object.entries({ ...attributes, [key]: value }).filter(([, one]) => one !== null));
}

export function OwnFields({ contact, conversation }: { contact: Contact; conversation: Conversation }) {
  return (
    <>
      <AttributeFields key={contact.id} entity="contact" values={contact.attributes} save={(key, value) => keepOfContact(contact, key, value)} />
      <AttributeFields key={`of-${conversation.id}`} entity="conversation" values={conversation.attributes ?? {}} save={(key, value) => keepOfConversation(conversation.id, key, value)} />
    </>
  );
}
