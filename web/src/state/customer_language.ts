// The language in which a customer writes, where somebody has noted it: the browser's spell-check goes by it.
import { useQuery } from '@tanstack/react-query';
import { getContact } from '../api/contacts';
import { keys } from './cache';

const tag = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

export function languageIn(attributes: Readonly<Record<string, unknown>> | undefined): string | undefined {
  const noted = attributes?.language;
  return typeof noted === 'string' && tag.test(noted) ? noted : undefined;
}

// What the customer's panel has fetched is enough; it is not asked for on this account.
export function useCustomerLanguage(contactId: string): string | undefined {
  const { data } = useQuery({ queryKey: keys.contact(contactId), queryFn: () => getContact(contactId), enabled: false });
  return languageIn(data?.attributes);
}
