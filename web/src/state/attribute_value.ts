// What one types into a field of the account, and the value that it becomes.
import type { AttributeDefinition } from '../api/types';

// What is typed becomes a value of the field's type; nothing typed takes the value away.
export function valueOf(type: AttributeDefinition['type'], typed: string): string | number | boolean | null {
  const text = typed.trim();
  if (text === '') return null;
  if (type === 'number') return Number(text.replace(',', '.'));
  return type === 'boolean' ? text === 'true' : text;
}

export function typedOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

export function isFitting(type: AttributeDefinition['type'], typed: string): boolean {
  const text = typed.trim();
  if (text === '') return true;
  if (type === 'number') return Number.isFinite(Number(text.replace(',', '.')));
  return type !== 'link' || /^https?:\/\/\S+$/.test(text);
}
