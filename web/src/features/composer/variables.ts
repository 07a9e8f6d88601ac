// What a brace puts in: what is known of this conversation, by its name.
import { t } from '@lingui/core/macro';
import type { Suggestion } from './suggestion_list';

function named(): [key: string, name: string][] {
  return [
    ['contact.first_name', t`Customer’s first name`], ['contact.name', t`Customer’s name`], ['contact.phone', t`Customer’s phone`], ['contact.email', t`Customer’s e-mail`],
    ['agent.first_name', t`My first name`], ['agent.name', t`My name`], ['conversation.number', t`Conversation’s number`], ['inbox.name', t`Inbox`], ['time.greeting', t`Greeting of this time`],
  ];
}

// The desk's own fields are called as it called them.
export function variablesFitting(words: string, values: Readonly<Record<string, string | undefined>>): Suggestion[] {
  const own = Object.keys(values).filter((key) => key.startsWith('attribute.')).map((key): [string, string] => [key, key.slice('attribute.'.length)]);
  const sought = words.trim().toLocaleLowerCase();
  return [...named(), ...own].flatMap(([key, name]): Suggestion[] => {
    const value = values[key]?.trim();
    return value && name.toLocaleLowerCase().includes(sought) ? [{ id: key, sign: '{', name, more: value, insert: value }] : [];
  });
}
