// A template with its blanks: what has to be filled in, how it reads, what is sent.
import type { Template, TemplateChoice } from '../api/types';

export type Variable = Template['variables'][number];
export type Values = Record<string, string>;

export function variableKey({ component, index }: Variable): string {
  return `${component}/${index}`;
}

export function isSendable({ status }: Template): boolean {
  return status.toUpperCase() === 'APPROVED';
}

export function isFilled({ variables }: Template, values: Values): boolean {
  return variables.every((variable) => (values[variableKey(variable)] ?? '').trim() !== '');
}

export interface TextPiece {
  text: string;
  // The blank that this piece stands for.
  blank?: string;
}

// Cuts a text at its {{1}} blanks, filled in where there is something.
export function piecesOf(text: string, component: Variable['component'], values: Values): TextPiece[] {
  const pieces: TextPiece[] = [];
  let from = 0;
  for (const match of text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)) {
    if (match.index > from) pieces.push({ text: text.slice(from, match.index) });
    const blank = `${component}/${match[1] ?? ''}`;
    pieces.push({ text: values[blank]?.trim() ? values[blank] : match[0], blank });
    from = match.index + match[0].length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}

function parametersOf(variables: Variable[], values: Values) {
  return variables.toSorted((left, right) => left.index - right.index).map((variable) => ({ type: 'text', text: (values[variableKey(variable)] ?? '').trim() }));
}

// The parameters in the platform's own form.
export function choiceOf({ name, language, variables }: Template, values: Values): TemplateChoice {
  const components: Record<string, unknown>[] = [];
  for (const component of ['header', 'body'] as const) {
    const own = variables.filter((variable) => variable.component === component);
    if (own.length > 0) components.push({ type: component, parameters: parametersOf(own, values) });
  }
  for (const variable of variables.filter(({ component }) => component === 'button')) {
    components.push({ type: 'button', sub_type: 'url', index: String(variable.index), parameters: parametersOf([variable], values) });
  }
  return { name, language, ...(components.length > 0 ? { components } : {}) };
}

export function readsAs({ body = '' }: Template, values: Values): string {
  return piecesOf(body, 'body', values).map(({ text }) => text).join('');
}
