// Why the server refused, as a toast says it behind what failed. The words are loaded when something is refused.
import { Problem } from '../api/problem';
import { loadPart } from './parts';

// Empty when it was a fault, and no refusal.
export async function whyWords(error: unknown): Promise<string> {
  if (!(error instanceof Problem) || error.status < 400 || error.status >= 500) return '';
  const part = await loadPart(() => import('../ui/server_words'));
  return part ? ` ${part.serverWords(error)}` : '';
}
