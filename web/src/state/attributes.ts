// The account's own fields: which there are, and what one types into them.
import { useQuery } from '@tanstack/react-query';
import { listAttributes } from '../api/attributes';
import type { AttributeDefinition } from '../api/types';
import { keys } from './cache';

export function useAttributes(entity: AttributeDefinition['entity']): AttributeDefinition[] {
  const all = useQuery({ queryKey: keys.attributes, queryFn: async () => (await listAttributes()).items }).data ?? [];
  return all.filter((one) => one.entity === entity).toSorted((left, right) => left.position - right.position);
}
