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

const blank = /\{\{\s*(\w+)\s*\}\}/g;

// The names between the braces in the order in which they stand, each once:
// a variable's index is its place in this row.
function namesIn(text: string): string[] {
  return [...new Set([...text.matchAll(blank)].map(([, name]) => name ?? ''))];
}

function textOf(template: Template, component: Variable['component']): string {
  return (component === 'header' ? template.header : component === 'body' ? template.body : undefined) ?? '';
}

// Twilio's end with the id by which they are sent.
export function shownName({ name }: Template): string {
  return name.replace(/\/HX[\da-f]{32}$/i, '').replaceAll('_', ' ');
}

// What a blank is called, when it has more of a name than a number.
export function blankName(template: Template, { component, index }: Variable): string | undefined {
  const name = namesIn(textOf(template, component))[index - 1];
  return name === undefined || /^(number_)?\d+$/.test(name) ? undefined : name;
}

// Cuts a text at its blanks, filled in where there is something.
export function piecesOf(text: string, component: Variable['component'], values: Values): TextPiece[] {
  const pieces: TextPiece[] = [];
  const names = namesIn(text);
  let from = 0;
  for (const match of text.matchAll(blank)) {
    if (match.index > from) pieces.push({ text: text.slice(from, match.index) });
    const key = `${component}/${names.indexOf(match[1] ?? '') + 1}`;
    pieces.push({ text: values[key]?.trim() ? values[key] : match[0], blank: key });
    from = match.index + match[0].length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}

// By number the platform wants them in a row, by name each with its name.
function parametersOf(template: Template, component: 'header' | 'body', values: Values): Record<string, string>[] {
  const filled = namesIn(textOf(template, component)).map((name, place) => ({ name, text: (values[`${component}/${place + 1}`] ?? '').trim() }));
  if (filled.every(({ name }) => /^\d+$/.test(name))) return filled.toSorted((left, right) => Number(left.name) - Number(right.name)).map(({ text }) => ({ type: 'text', text }));
  return filled.map(({ name, text }) => ({ type: 'text', parameter_name: name, text }));
}

// The parameters in the platform's own form.
export function choiceOf(template: Template, values: Values): TemplateChoice {
  const components: Record<string, unknown>[] = [];
  for (const component of ['header', 'body'] as const) {
    const parameters = parametersOf(template, component, values);
    if (parameters.length > 0) components.push({ type: component, parameters });
  }
  for (const variable of template.variables.filter(({ component }) => component === 'button')) {
    components.push({ type: 'button', sub_type: 'url', index: String(variable.index), parameters: [{ type: 'text', text: (values[variableKey(variable)] ?? '').trim() }] });
  }
  return { name: template.name, language: template.language, ...(components.length > 0 ? { components } : {}) };
}

export function readsAs({ body = '' }: Template, values: Values): string {
  return piecesOf(body, 'body', values).map(({ text }) => text).join('');
}
