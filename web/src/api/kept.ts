// What the desk keeps for its agents: articles to quote, macros to run, and the times that it promises itself.
import { body, client } from './client';
import type { MacroAction, Visibility } from './types';

const most = { limit: 200 } as const;
const of = (id: string) => ({ params: { path: { id } } });

export interface ArticleBody {
  title: string;
  text: string;
  url: string | null;
  language: string | null;
}

export function listArticles() { return body(client.GET('/articles', { params: { query: most } })); }
export function findArticles(words: string) { return body(client.GET('/articles', { params: { query: { limit: 5, ...(words ? { q: words } : {}) } } })); }
export function postArticle(article: ArticleBody) { return body(client.POST('/articles', { body: article })); }
export function patchArticle(id: string, article: ArticleBody) { return body(client.PATCH('/articles/{id}', { ...of(id), body: article })); }
export function deleteArticle(id: string) { return client.DELETE('/articles/{id}', of(id)); }

export interface MacroBody {
  name: string;
  visibility: Visibility;
  team_id?: string;
  actions: MacroAction[];
}

export function listMacros() { return body(client.GET('/macros', { params: { query: most } })); }
export function postMacro(macro: MacroBody) { return body(client.POST('/macros', { body: macro })); }
export function patchMacro(id: string, macro: MacroBody) { return body(client.PATCH('/macros/{id}', { ...of(id), body: macro })); }
export function deleteMacro(id: string) { return client.DELETE('/macros/{id}', of(id)); }

// The client's id makes a repetition harmless.
export function runMacro(conversationId: string, macroId: string, clientId: string) {
  return body(client.POST('/conversations/{id}/macros/{macro_id}', { params: { path: { id: conversationId, macro_id: macroId } }, body: { client_id: clientId } }));
}

// Zero seconds: no such time.
export interface PolicyBody {
  name: string;
  first_response_seconds: number;
  next_response_seconds: number;
  resolution_seconds: number;
}

export function listPolicies() { return body(client.GET('/sla-policies', { params: { query: most } })); }
export function postPolicy(policy: PolicyBody) { return body(client.POST('/sla-policies', { body: policy })); }
export function patchPolicy(id: string, policy: PolicyBody) { return body(client.PATCH('/sla-policies/{id}', { ...of(id), body: policy })); }
export function deletePolicy(id: string) { return client.DELETE('/sla-policies/{id}', of(id)); }

export interface PhraseBody {
  phrase: string;
  explanation: string;
}
export function listForbiddenPhrases() { return body(client.GET('/forbidden-phrases', { params: { query: { limit: 200 } } })); }
export function postForbiddenPhrase(phrase: PhraseBody) { return body(client.POST('/forbidden-phrases', { body: phrase })); }
export function putForbiddenPhrase(id: string, phrase: PhraseBody) { return body(client.PUT('/forbidden-phrases/{id}', { ...of(id), body: phrase })); }
export function deleteForbiddenPhrase(id: string) { return client.DELETE('/forbidden-phrases/{id}', of(id)); }
