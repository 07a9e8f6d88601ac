// Fields that have to be filled in before a conversation is resolved: what is lacking is asked for there and then, and
// what was wanted goes on after that.
import { create } from 'zustand';
import { Problem } from '../api/problem';
import type { AttributeDefinition, Conversation } from '../api/types';
import { keys, queryClient } from './cache';

export interface Asking {
  ids: string[];
  // What was wanted.
  again: () => void;
}

export const useRequired = create<{ asking: Asking | undefined }>(() => ({ asking: undefined }));

export function lacksField(error: unknown): boolean {
  return error instanceof Problem && error.status === 422 && error.reason === 'attribute_required';
}

// An admin may have made the field a minute ago: what is required is asked for anew.
export function askRequired(ids: string[], again: () => void): void {
  void queryClient.invalidateQueries({ queryKey: keys.attributes });
  useRequired.setState({ asking: { ids, again } });
}

export function stopAsking(): void {
  useRequired.setState({ asking: undefined });
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

export function lackingIn({ attributes = {} }: Pick<Conversation, 'attributes'>, definitions: readonly AttributeDefinition[]): AttributeDefinition[] {
  return definitions.filter(({ entity, required_to_resolve: required, key }) => entity === 'conversation' && required && isEmpty(attributes[key]));
}

// As far as this window knows; the server has the last word.
export function lacksAny(conversation: Conversation): boolean {
  return lackingIn(conversation, queryClient.getQueryData<AttributeDefinition[]>(keys.attributes) ?? []).length > 0;
}
